package dev.modelroute.bench;

/** Between two marks of its own a driver writes its part of a page. */
record Marks(String name) {

  /** The page with this text between the marks; what stands outside of them is kept. */
  String into(String page, String text) {
    String first = "<!-- " + name + ":begin -->";
    String last = "<!-- " + name + ":end -->";
    int begin = page.indexOf(first);
    int end = page.indexOf(last);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the page lacks " + first + " or " + last);
    }
    return page.substring(0, begin + first.length()) + "\n" + text + page.substring(end);
  }
}
