package dev.modelroute.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Judges each pair of a class and one it uses; a class that uses nothing is judged on itself. */
final class DependencyCheck extends ArchCondition<JavaClass> {

  /** Whether one class may use the other. */
  interface Verdict {
    boolean allows(JavaClass origin, JavaClass target);
  }

  private final Verdict verdict;

  DependencyCheck(String description, Verdict verdict) {
    super(description);
    this.verdict = verdict;
  }

  @Override
  public void check(JavaClass origin, ConditionEvents events) {
    if (!verdict.allows(origin, origin)) {
      events.add(SimpleConditionEvent.violated(origin, origin.getName() + " has no known place"));
      return;
    }
    for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
      if (!verdict.allows(origin, dependency.getTargetClass().getBaseComponentType())) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }
}
