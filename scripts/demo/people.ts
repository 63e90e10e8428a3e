/** A country of demo customers, with names that are common there. */
export interface Country {
  readonly name: string;
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
}

const words = (text: string): string[] => text.split(' ');

export const countries: readonly Country[] = [
  {
    name: 'Germany',
    firstNames: words('Jürgen Anja Björn Käthe Lukas Heike Günter Sabine Felix Ursula Matthias Zoë'),
    lastNames: words('Müller Schröder Weiß Köhler Jäger Schneider Böhm Vogt Krüger Hoffmann Groß Lang'),
  },
  {
    name: 'France',
    firstNames: words('Élodie François Chloé Jérôme Amélie Benoît Noémie Gaël Inès Rémi Céline Loïc'),
    lastNames: words(
      'Lefèvre Moreau Besançon Dubois Français Guérin Rousseau Lemaître Girard Bénard Petit Hébert',
    ),
  },
  {
    name: 'Poland',
    firstNames: words(
      'Łukasz Małgorzata Paweł Zofia Michał Bożena Wojciech Grażyna Stanisław Elżbieta Kamil Iwona',
    ),
    lastNames: words(
      'Wójcik Kowalczyk Zieliński Dąbrowska Wiśniewski Król Szymańska Woźniak Pawlak Górski Łuczak Jabłońska',
    ),
  },
  {
    name: 'Spain',
    firstNames: words('José María Íñigo Begoña Andrés Lucía Joaquín Sofía Raúl Inés Óscar Nuria'),
    lastNames: words('García Muñoz Fernández Ibáñez Peña Gómez Núñez Martín Vázquez Ortega Cañizares Rubio'),
  },
  {
    name: 'Sweden',
    firstNames: words('Åsa Björn Märta Göran Linnéa Håkan Elin Sören Frida Jörgen Annika Oskar'),
    lastNames: words(
      'Åkesson Lindström Öberg Sjögren Bergqvist Hägg Nyström Ekström Wallén Blomkvist Sandström Löfgren',
    ),
  },
  {
    name: 'Denmark',
    firstNames: words('Søren Mette Jørgen Kirsten Lærke Anders Bjørn Signe Rasmus Freja Asger Bodil'),
    lastNames: words(
      'Sørensen Møller Kjær Østergaard Nørgaard Jensen Holm Bækgaard Lund Skov Thygesen Brandt',
    ),
  },
  {
    name: 'Czechia',
    firstNames: words('Jiří Kateřina Tomáš Zdeňka Ondřej Lucie Vojtěch Růžena Matěj Alžběta Luboš Žaneta'),
    lastNames: words(
      'Novák Dvořák Svobodová Černý Procházková Kučera Veselý Horáková Němec Růžička Šimek Kříž',
    ),
  },
  {
    name: 'Türkiye',
    firstNames: words('Ayşe Çağlar Gül İbrahim Özge Şükrü Zeynep Uğur Elif Barış Yağmur Tuğba'),
    lastNames: words('Yılmaz Öztürk Şahin Çelik Aydın Doğan Güneş Koç Kılıç Arslan Özdemir Yıldız'),
  },
  {
    name: 'Ireland',
    firstNames: words('Aoife Seán Niamh Pádraig Siobhán Conor Gráinne Rónán Orla Éamon Caoimhe Liam'),
    lastNames: words("O'Brien Murphy MacCárthaigh Walsh Byrne Kelly Doyle Nolan O'Donnell Keane Daly Quinn"),
  },
  {
    name: 'Portugal',
    firstNames: words('João Conceição Gonçalo Inês Tomé Mónica Luís Graça Sebastião Beatriz Simão Leonor'),
    lastNames: words(
      'Magalhães Conceição Araújo Simões Guimarães Ferrão Gonçalves Brandão Lourenço Sá Teixeira Leitão',
    ),
  },
];
