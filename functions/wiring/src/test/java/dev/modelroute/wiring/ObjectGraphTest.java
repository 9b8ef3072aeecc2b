package dev.modelroute.wiring;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.modelroute.core.catalog.Catalog;
import dev.modelroute.core.file.ConfirmUpload;
import dev.modelroute.core.file.DownloadFile;
import dev.modelroute.core.file.RequestUpload;
import dev.modelroute.core.flow.AcceptCallback;
import dev.modelroute.core.flow.CancelExecution;
import dev.modelroute.core.flow.DispatchExecution;
import dev.modelroute.core.flow.PollExecution;
import dev.modelroute.core.flow.QuoteExecution;
import dev.modelroute.core.flow.ReleaseExecution;
import dev.modelroute.core.flow.SettleExecution;
import dev.modelroute.core.flow.SubmitExecution;
import dev.modelroute.core.identity.AuthenticateKey;
import dev.modelroute.core.upkeep.ProveLedger;
import dev.modelroute.core.upkeep.ResendDeliveries;
import dev.modelroute.core.upkeep.ResendOutbox;
import dev.modelroute.core.upkeep.SweepExecutions;
import dev.modelroute.core.webhook.CreateEndpoint;
import dev.modelroute.core.webhook.DeliverWebhook;
import dev.modelroute.core.webhook.PublishEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Making a verb reads nothing from AWS: what is missing or there twice shows here, not in a
 * function's first call.
 */
@MicronautTest(startApplication = false)
class ObjectGraphTest {
  @Inject ApplicationContext context;

  @ParameterizedTest
  @ValueSource(
      classes = {
        SubmitExecution.class,
        QuoteExecution.class,
        DispatchExecution.class,
        PollExecution.class,
        AcceptCallback.class,
        SettleExecution.class,
        ReleaseExecution.class,
        CancelExecution.class,
        SweepExecutions.class,
        ResendOutbox.class,
        ResendDeliveries.class,
        ProveLedger.class,
        PublishEvent.class,
        DeliverWebhook.class,
        CreateEndpoint.class,
        RequestUpload.class,
        ConfirmUpload.class,
        DownloadFile.class,
        AuthenticateKey.class
      })
  void every_verb_can_be_made_from_the_settings_of_a_stack(Class<?> verb) {
    assertNotNull(context.getBean(verb));
  }

  @Test
  void models_that_need_a_provider_key_are_not_offered_without_one() {
    Catalog catalog = context.getBean(Catalog.class);
    assertTrue(catalog.find("image-upscale-2x").isPresent());
    assertFalse(catalog.find("text-generation-standard").isPresent());
  }
}
