package dev.modelroute.provider.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.modelroute.core.catalog.Dimension;
import dev.modelroute.core.catalog.PriceRecord;
import dev.modelroute.core.catalog.PriceTier;
import dev.modelroute.core.json.StrictJson;
import dev.modelroute.core.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceReaderTest {
  private static final String PLAIN =
      "\"dimension\":\"output_token\",\"unit\":\"token\",\"unit_size\":1000000,\"price\":\"12\","
          + "\"valid_from\":\"2026-10-07\",\"source\":\"test\"";

  @Test
  void a_price_is_read_with_its_terms() {
    PriceRecord price =
        read("{"
                + PLAIN
                + ",\"when\":{\"audio\":true},\"minimum\":10,\"tiers\":[{\"by\":\"input_token\","
                + "\"above\":272000,\"price\":\"18\",\"applies\":\"whole_request\"}]}")
            .getFirst();

    assertEquals("{\"audio\":true}", price.terms().when().toText());
    assertEquals(10, price.terms().minimumUnits());
    assertEquals(
        List.of(
            new PriceTier(
                Dimension.INPUT_TOKEN,
                272_000,
                Money.parse("18"),
                PriceTier.Applies.WHOLE_REQUEST)),
        price.terms().tiers());
  }

  @Test
  void prices_for_different_inputs_may_hold_at_one_time() {
    assertEquals(2, read("{" + PLAIN + "},{" + PLAIN + ",\"when\":{\"audio\":true}}").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"above":0,"price":"1","applies":"whole_request"}   | r.prices[0].tiers[0].above: must be a whole number from 1 to 1000000000000
          {"above":1,"price":"-1","applies":"whole_request"}  | r.prices[0].tiers[0].price: must be a decimal amount in a text
          {"above":1,"price":"1","applies":"sometimes"}       | r.prices[0].tiers[0].applies: must be one of the known words
          {"above":1,"price":"1","applies":"marginal","by":"input_token"} | r.prices[0].tiers[0].by: must be the priced dimension where units above it are meant
          {"above":1,"price":"1","applies":"marginal","cat":1} | r.prices[0].tiers[0].cat: is not known
          {"above":2,"price":"1","applies":"marginal"},{"above":2,"price":"1","applies":"marginal"} | r.prices[0].tiers[1].above: must grow from tier to tier, all of one kind
          {"above":2,"price":"1","applies":"marginal"},{"above":3,"price":"1","applies":"whole_request"} | r.prices[0].tiers[1].above: must grow from tier to tier, all of one kind
          """)
  void a_malformed_tier_is_refused_with_the_place(String tiers, String message) {
    String price = "{" + PLAIN + ",\"tiers\":[" + tiers + "]}";

    assertEquals(
        message,
        assertThrows(InvalidCatalogException.class, () -> read(price)).getMessage(),
        tiers);
  }

  private static List<PriceRecord> read(String prices) {
    return PriceReader.read(
        new CatalogFields(StrictJson.trusted("{\"prices\":[" + prices + "]}"), "r"));
  }
}
