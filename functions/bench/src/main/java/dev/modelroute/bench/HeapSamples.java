package dev.modelroute.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.TimeUnit;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What is alive on another process's heap: its own memory bean, asked for a full collection and
 * then for what is left, again and again. Garbage that merely waits for a collection is not in it.
 */
final class HeapSamples implements AutoCloseable {
  private static final double MEGABYTE = 1024 * 1024;
  private static final long PAUSE_MILLIS = 100;

  private final JMXConnector connection;
  private final MemoryMXBean memory;
  private final Thread sampler;
  private double peak;
  private int count;

  private HeapSamples(JMXConnector connection) throws IOException {
    this.connection = connection;
    memory =
        ManagementFactory.newPlatformMXBeanProxy(
            connection.getMBeanServerConnection(),
            ManagementFactory.MEMORY_MXBEAN_NAME,
            MemoryMXBean.class);
    sampler = Thread.ofPlatform().daemon().name("heap-samples").unstarted(this::run);
  }

  // The other end is our own child process, at its own loopback address.
  @SuppressWarnings("BanJNDI")
  static HeapSamples of(Runner runner) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(runner.processId()));
      try {
        String address = machine.startLocalManagementAgent();
        return new HeapSamples(JMXConnectorFactory.connect(new JMXServiceURL(address)));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException impossible) {
      throw new IOException("the runner can't be attached to", impossible);
    }
  }

  /** Megabytes alive now, after a full collection. */
  synchronized double aliveMegabytes() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / MEGABYTE;
  }

  void begin() {
    sampler.start();
  }

  /** The most that any sample since the begin saw, MB. */
  synchronized double peakMegabytes() {
    return peak;
  }

  synchronized int count() {
    return count;
  }

  private synchronized void sample() {
    peak = Math.max(peak, aliveMegabytes());
    count++;
  }

  private void run() {
    try {
      while (!Thread.interrupted()) {
        sample();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    sampler.interrupt();
    try {
      sampler.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
