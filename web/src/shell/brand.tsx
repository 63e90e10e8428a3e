import { Link } from '@tanstack/react-router';

/** The name, which links to the start page. */
export function Brand() {
  return (
    <Link to="/" className="brand">
      <img src="/icon.svg" width="24" height="24" alt="" />
      <span className="brand-name">Multidomain</span>
    </Link>
  );
}
