import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.Machine;

/** Reads pairs as JSON lines, {"pattern": ..., "event": ...}, and writes a line for each: refused, match or no match. */
class Decide {
  public static void main(String[] arguments) throws Exception {
    ObjectMapper json = new ObjectMapper();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    StringBuilder answers = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode pair = json.readTree(line);
      answers.append(decide(pair.get("pattern").toString(), pair.get("event").toString())).append('\n');
    }
    System.out.print(answers);
  }

  private static String decide(String pattern, String event) throws Exception {
    Machine machine = new Machine();
    try {
      machine.addRule("rule", pattern);
    } catch (Exception refusal) {
      return "refused";
    }
    return machine.rulesForJSONEvent(event).isEmpty() ? "no match" : "match";
  }
}
