package dev.modelroute.packaging;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which class names which others, in code or signatures; names with slashes. */
final class ClassReferences {
  private static final Pattern DESCRIPTOR = Pattern.compile("L([A-Za-z0-9_/$]+)[;<]");

  private final Map<String, Set<String>> byClass = new TreeMap<>();

  void add(byte[] classFile) {
    ClassModel model = ClassFile.of().parse(classFile);
    Set<String> named = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type -> named.add(type.asInternalName());
        case Utf8Entry text -> {
          Matcher types = DESCRIPTOR.matcher(text.stringValue());
          while (types.find()) {
            named.add(types.group(1));
          }
        }
        case PoolEntry ignored -> {}
      }
    }
    byClass.put(model.thisClass().asInternalName(), named);
  }

  Set<String> classes() {
    return byClass.keySet();
  }

  Set<String> namedBy(String type) {
    return byClass.getOrDefault(type, Set.of());
  }

  Set<String> namedByAll() {
    Set<String> all = new TreeSet<>();
    byClass.values().forEach(all::addAll);
    return all;
  }
}
