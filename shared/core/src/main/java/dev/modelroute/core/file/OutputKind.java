package dev.modelroute.core.file;

/** What a member of a canonical output may hold. */
enum OutputKind {
  IMAGE,
  VIDEO,
  AUDIO,
  ANY;

  static OutputKind of(String member) {
    return switch (member) {
      case "images" -> IMAGE;
      case "videos" -> VIDEO;
      case "audio" -> AUDIO;
      default -> ANY;
    };
  }

  /**
   * Whether a sniffed type may stand here.
   *
   * @param raw whether headerless samples were asked for; nothing can be told from their bytes
   */
  boolean accepts(String contentType, boolean raw) {
    return switch (this) {
      case IMAGE -> contentType.startsWith("image/");
      case VIDEO -> contentType.startsWith("video/");
      case AUDIO ->
          contentType.startsWith("audio/") || (raw && contentType.equals(ContentTypes.UNKNOWN));
      case ANY -> true;
    };
  }
}
