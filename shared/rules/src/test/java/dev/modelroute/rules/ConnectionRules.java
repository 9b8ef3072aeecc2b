package dev.modelroute.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** HTTP goes through a client that never repeats a request on its own. */
final class ConnectionRules {

  private static final Set<String> CONNECTIONS =
      Set.of("java.net.HttpURLConnection", "javax.net.ssl.HttpsURLConnection");
  private static final Set<String> OPENERS = Set.of("openConnection", "openStream", "getContent");

  private ConnectionRules() {}

  /** The JDK's old client silently sends a POST a second time: that is a second charge. */
  static ArchRule neverRepeatAPost() {
    return noClasses()
        .should()
        .dependOnClassesThat(
            describe("are HttpURLConnection", type -> CONNECTIONS.contains(type.getName())))
        .as("no HttpURLConnection: it re-sends a POST silently");
  }

  static ArchRule noUrlIsOpened() {
    return noClasses()
        .should()
        .accessTargetWhere(
            describe(
                "opens a java.net.URL",
                access ->
                    access.getTargetOwner().getName().equals("java.net.URL")
                        && OPENERS.contains(access.getTarget().getName())))
        .as("no URL.openStream: it has no timeout and follows redirects");
  }
}
