package dev.modelroute.core.catalog;

import dev.modelroute.core.json.Json;
import dev.modelroute.core.json.JsonArray;
import dev.modelroute.core.json.JsonObject;
import dev.modelroute.core.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a route takes of its model's input.
 *
 * @param supports a rule per input member, in the grammar of {@link FieldRule}; a member without a
 *     rule is not taken. Three names are no members: {@code size} is the rule of width and height,
 *     {@code image_parts} of pictures inside messages, and of the list {@code apart} only the first
 *     that is there is taken. Empty = everything.
 * @param droppable members that are left out where they are not taken, instead of leaving the route
 *     out
 * @param words the route's own words for ours, by member: {@code {"voice":{"calm":"sage"}}}
 */
public record Capabilities(
    JsonObject supports, Set<String> droppable, JsonObject words, Allowances allowances) {
  /** Takes whatever the schema lets through. */
  public static final Capabilities ANY =
      new Capabilities(JsonObject.EMPTY, Set.of(), JsonObject.EMPTY, Allowances.DEFAULT);

  private static final String SIZE = "size";
  private static final String IMAGE_PARTS = "image_parts";
  private static final Set<String> SIDES = Set.of("width", "height");

  public Capabilities {
    droppable = Set.copyOf(droppable);
  }

  /** The members that keep this route from an input, as the input names them; empty when none. */
  public List<String> obstacles(JsonObject input) {
    return refused(input).stream().filter(member -> !droppable.contains(member)).toList();
  }

  /** The input without the members that the route may do without and does not take. */
  public JsonObject reduce(JsonObject input) {
    JsonObject reduced = input;
    for (String member : refused(input)) {
      reduced = droppable.contains(member) ? reduced.without(member) : reduced;
    }
    return reduced;
  }

  /** The route's word for ours; our own where it has none. */
  public String word(String member, String ours) {
    return words.object(member).flatMap(known -> known.string(ours)).orElse(ours);
  }

  private List<String> refused(JsonObject input) {
    if (supports.members().isEmpty()) {
      return List.of();
    }
    return input.members().entrySet().stream()
        .filter(entry -> !takes(entry, input))
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean takes(Map.Entry<String, Json> entry, JsonObject input) {
    String member = entry.getKey();
    Optional<Json> size = supports.get(SIZE).filter(rule -> SIDES.contains(member));
    if (size.isPresent()) {
      return SizeRule.accepts(size.get(), input);
    }
    Optional<Json> rule = supports.get(member);
    return rule.isPresent()
        && isFirstOfApart(member, input)
        && FieldRule.accepts(rule.get(), entry.getValue())
        && (!member.equals("messages") || takesParts(input));
  }

  private boolean isFirstOfApart(String member, JsonObject input) {
    List<Json> apart = supports.array("apart").orElse(JsonArray.EMPTY).items();
    int place = apart.indexOf(Json.of(member));
    return apart.subList(0, Math.max(place, 0)).stream()
        .noneMatch(other -> other instanceof JsonString(String name) && input.has(name));
  }

  private boolean takesParts(JsonObject input) {
    return supports.bool(IMAGE_PARTS).orElse(true)
        || input.array("messages").stream()
            .flatMap(messages -> messages.items().stream())
            .noneMatch(Capabilities::hasPicture);
  }

  private static boolean hasPicture(Json message) {
    return message instanceof JsonObject object
        && object.array("content").stream()
            .flatMap(parts -> parts.items().stream())
            .anyMatch(part ->
                part instanceof JsonObject fields
                    && fields.get("file_id").orElse(null) instanceof JsonString);
  }
}
