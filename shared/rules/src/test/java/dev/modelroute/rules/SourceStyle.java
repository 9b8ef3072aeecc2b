package dev.modelroute.rules;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import com.puppycrawl.tools.checkstyle.api.Configuration;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Runs {@code checkstyle.xml} over sources. */
final class SourceStyle {

  private static final String RULES = "/checkstyle.xml";

  private final SourceTree tree;

  SourceStyle(SourceTree tree) {
    this.tree = tree;
  }

  List<Finding> check() throws CheckstyleException {
    String rules = Objects.requireNonNull(SourceStyle.class.getResource(RULES)).toString();
    Configuration configuration =
        ConfigurationLoader.loadConfiguration(rules, new PropertiesExpander(new Properties()));
    Findings findings = new Findings(tree);
    Checker checker = new Checker();
    checker.setModuleClassLoader(Checker.class.getClassLoader());
    checker.addListener(findings);
    try {
      checker.configure(configuration);
      checker.process(tree.javaSources().stream().map(Path::toFile).toList());
    } finally {
      checker.destroy();
    }
    return findings.found;
  }

  private static final class Findings implements AuditListener {
    private final SourceTree tree;
    private final List<Finding> found = new ArrayList<>();

    Findings(SourceTree tree) {
      this.tree = tree;
    }

    @Override
    public void addError(AuditEvent event) {
      String file = tree.name(new File(event.getFileName()).toPath());
      found.add(new Finding(file, event.getLine(), event.getMessage()));
    }

    @Override
    public void addException(AuditEvent event, Throwable failure) {
      throw new IllegalStateException(event.getFileName(), failure);
    }

    @Override
    public void auditStarted(AuditEvent event) {}

    @Override
    public void auditFinished(AuditEvent event) {}

    @Override
    public void fileStarted(AuditEvent event) {}

    @Override
    public void fileFinished(AuditEvent event) {}
  }
}
