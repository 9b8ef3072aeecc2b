package dev.modelroute.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.modelroute.local.stepfunctions.ChoiceRule.Comparison;
import dev.modelroute.local.stepfunctions.ChoiceRule.Operand;
import dev.modelroute.local.stepfunctions.ChoiceRule.Order;
import dev.modelroute.local.stepfunctions.ChoiceRule.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the rules of a Choice state. */
final class ChoiceReader {

  private static final List<String> KINDS =
      List.of("IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp");

  private record Operator(ValueType type, Order order) {}

  private static final Map<String, Operator> OPERATORS = operators();

  private ChoiceReader() {}

  /** Reads And, Or, Not, or one comparison; the caller reads {@code Next} where it belongs. */
  static ChoiceRule rule(FieldReader fields) {
    List<ChoiceRule> found = new ArrayList<>();
    if (fields.has("And")) {
      found.add(new ChoiceRule.All(nested(fields, "And")));
    }
    if (fields.has("Or")) {
      found.add(new ChoiceRule.Any(nested(fields, "Or")));
    }
    if (fields.has("Not")) {
      FieldReader inner = new FieldReader(fields.required("Not"), fields.at("Not"));
      found.add(new ChoiceRule.Not(rule(inner)));
      inner.done();
    }
    if (fields.has("Variable")) {
      found.addAll(comparisons(fields));
    }
    if (found.size() != 1) {
      throw fields.refused("needs exactly one of And, Or, Not and a comparison");
    }
    return found.getFirst();
  }

  private static List<ChoiceRule> nested(FieldReader fields, String field) {
    List<ChoiceRule> rules = fields.objects(field, ChoiceReader::rule);
    if (rules.isEmpty()) {
      throw fields.refused(field, "must have a rule");
    }
    return rules;
  }

  private static List<ChoiceRule> comparisons(FieldReader fields) {
    ValuePath variable = FieldReader.path(fields.required("Variable"), fields.at("Variable"));
    List<ChoiceRule> found = new ArrayList<>();
    for (String kind : KINDS) {
      if (fields.has(kind)) {
        found.add(new ChoiceRule.Kind(variable, kind, fields.flag(kind)));
      }
    }
    fields
        .text("StringMatches")
        .ifPresent(text -> found.add(new ChoiceRule.Pattern(variable, wildcard(text))));
    OPERATORS.forEach((name, operator) -> {
      fields
          .node(name)
          .map(literal -> new Operand.Literal(literal(fields, name, operator.type(), literal)))
          .ifPresent(operand -> found.add(comparison(variable, operator, operand)));
      fields
          .path(name + "Path")
          .map(Operand.At::new)
          .ifPresent(operand -> found.add(comparison(variable, operator, operand)));
    });
    return found;
  }

  private static Comparison comparison(ValuePath variable, Operator operator, Operand operand) {
    return new Comparison(variable, operator.type(), operator.order(), operand);
  }

  private static JsonNode literal(
      FieldReader fields, String name, ValueType type, JsonNode literal) {
    boolean fits =
        switch (type) {
          case STRING -> literal.isTextual();
          case NUMERIC -> literal.isNumber();
          case BOOLEAN -> literal.isBoolean();
          case TIMESTAMP ->
              literal.isTextual() && Timestamps.parse(literal.textValue()).isPresent();
        };
    if (!fits) {
      throw fields.refused(name, "has a value of another type");
    }
    return literal;
  }

  /** {@code *} matches any characters; a backslash before {@code *} or itself escapes it. */
  private static Pattern wildcard(String text) {
    StringBuilder pattern = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      char current = text.charAt(index);
      if (current == '*') {
        pattern.append(".*");
        continue;
      }
      boolean escape = current == '\\' && index + 1 < text.length();
      if (escape && (text.charAt(index + 1) == '*' || text.charAt(index + 1) == '\\')) {
        index++;
      }
      pattern.append(Pattern.quote(String.valueOf(text.charAt(index))));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  private static Map<String, Operator> operators() {
    Map<String, Operator> operators = new LinkedHashMap<>();
    for (ValueType type : ValueType.values()) {
      for (Order order : Order.values()) {
        if (type != ValueType.BOOLEAN || order == Order.EQUALS) {
          operators.put(type.prefix + order.suffix, new Operator(type, order));
        }
      }
    }
    return operators;
  }
}
