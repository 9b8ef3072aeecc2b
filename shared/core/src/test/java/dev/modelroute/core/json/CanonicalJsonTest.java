package dev.modelroute.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          { "b" : 1 , "a" : [ ] }         | {"a":[],"b":1}
          {"b":{"d":1,"c":2},"a":{}}      | {"a":{},"b":{"c":2,"d":1}}
          {"Z":1,"a":2,"é":3,"10":4,"9":5}| {"10":4,"9":5,"Z":1,"a":2,"é":3}
          [2,1]                           | [2,1]
          [1,1.0,1e0,10e-1]               | [1,1,1,1]
          [100,1e2,0.1e3]                 | [1E+2,1E+2,1E+2]
          [0,-0,0.0,0e9]                  | [0,0,0,0]
          [0.10]                          | [0.1]
          ["1.0"," "]                     | ["1.0"," "]
          [null,true,false]               | [null,true,false]
          """)
  void one_meaning_has_one_text(String read, String canonical) throws MalformedJsonException {
    assertEquals(canonical, CanonicalJson.of(StrictJson.parse(read)), read);
  }
}
