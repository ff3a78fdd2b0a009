package casfailover.config;

/**
 * One {@code name=value} of the settings, blanks around both left out.
 *
 * @param place where it stands
 * @param name its name, with the key in brackets where it has one
 * @param value what stands behind the equals sign, perhaps nothing
 */
record Entry(Place place, String name, String value) {

  /** The name without its key: {@code server} for {@code server[exch-a]}. */
  String base() {
    return name.endsWith("]") && name.indexOf('[') > 0
        ? name.substring(0, name.indexOf('['))
        : name;
  }

  /** The key in brackets: {@code exch-a} for {@code server[exch-a]}; empty if there is none. */
  String key() {
    return base().equals(name) ? "" : name.substring(name.indexOf('[') + 1, name.length() - 1);
  }
}
