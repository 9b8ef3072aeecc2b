package dev.modelroute.aws.table;

/** An attribute that is part of a key. */
public record KeyAttribute(String name, Type type) {

  /** How DynamoDB stores and orders it. */
  public enum Type {
    /** Text, by UTF-8 bytes. */
    STRING,
    NUMBER
  }

  public static KeyAttribute string(String name) {
    return new KeyAttribute(name, Type.STRING);
  }

  public static KeyAttribute number(String name) {
    return new KeyAttribute(name, Type.NUMBER);
  }
}
