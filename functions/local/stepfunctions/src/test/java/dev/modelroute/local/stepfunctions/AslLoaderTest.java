package dev.modelroute.local.stepfunctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AslLoaderTest {

  private static final String TASK =
      "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true";

  private final AslLoader loader = new AslLoader(Scene.PRODUCTION);

  @Test
  void the_deployed_file_is_inside_the_subset() {
    AslDefinition definition = loader.load(Scene.deployedDefinition(), Scene.SUBSTITUTIONS);
    assertEquals(Set.of("Dispatch", "Settle", "Release"), definition.states().keySet());
    AslState.Task dispatch = (AslState.Task) definition.state("Dispatch");
    assertTrue(dispatch.resource().waitsForToken());
    assertEquals(3, dispatch.retriers().size());
  }

  @Test
  void the_deployed_file_has_exactly_the_known_placeholders() {
    Matcher placeholder = Pattern.compile("\\$\\{([^}]*)}").matcher(Scene.deployedDefinition());
    Set<String> found = new TreeSet<>();
    placeholder.results().forEach(result -> found.add(result.group(1)));
    assertEquals(new TreeSet<>(Scene.SUBSTITUTIONS.keySet()), found);
  }

  @Test
  void a_retrier_that_says_nothing_gets_the_documented_defaults() {
    AslDefinition definition =
        loader.load(oneState(TASK + ",'Retry':[{'ErrorEquals':['States.ALL']}]"));
    Retrier retrier = ((AslState.Task) definition.state("A")).retriers().getFirst();
    assertEquals(
        "1 3 2 OptionalInt.empty false",
        "%d %d %s %s %s"
            .formatted(
                retrier.intervalSeconds(),
                retrier.maximumAttempts(),
                retrier.backoffRate(),
                retrier.maximumDelaySeconds(),
                retrier.fullJitter()));
  }

  @Test
  void a_substituted_value_can_not_break_out_of_its_string() {
    AslDefinition definition =
        loader.load(
            oneState("'Type':'Pass','Result':'${x}','End':true"), Map.of("x", "a\",\"b\\$1"));
    AslState.Pass pass = (AslState.Pass) definition.state("A");
    assertEquals("a\",\"b\\$1", pass.result().orElseThrow().textValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          $.QueryLanguage                     | 'QueryLanguage':'JSONPath',
          $.Foo                               | 'Foo':1,
          $.Version                           | 'Version':'2.0',
          $.TimeoutSeconds                    | 'TimeoutSeconds':0,
          $.Comment                           | 'Comment':1,
          """)
  void a_construct_at_the_top_outside_the_subset_is_refused(String path, String extra) {
    assertRefused(path, "{" + extra + "'StartAt':'A','States':{'A':{'Type':'Succeed'}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          $                                        | [1
          $                                        | {} {}
          $                                        | {'StartAt':'A','StartAt':'A'}
          $                                        | []
          $.StartAt                                | {'States':{}}
          $.States                                 | {'StartAt':'A'}
          $.States                                 | {'StartAt':'A','States':{}}
          $.StartAt                                | {'StartAt':'B','States':{'A':{'Type':'Succeed'}}}
          $.States.B                               | {'StartAt':'A','States':{'A':{'Type':'Succeed'},'B':{'Type':'Succeed'}}}
          $                                        | {'StartAt':'${Missing}','States':{'A':{'Type':'Succeed'}}}
          """)
  void a_malformed_whole_is_refused(String path, String definition) {
    RefusedDefinitionException refused =
        assertThrows(
            RefusedDefinitionException.class,
            () -> loader.load(definition.replace('\'', '"'), Map.of()),
            definition);
    assertEquals(path, refused.path(), definition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      textBlock =
          """
          $.States.A.Type                  | 'Type':'Map','End':true
          $.States.A.Type                  | 'Type':'Parallel','End':true
          $.States.A.Type                  | 'End':true
          $.States.A.QueryLanguage         | 'Type':'Pass','QueryLanguage':'JSONata','End':true
          $.States.A.Assign                | 'Type':'Pass','Assign':{'x':1},'End':true
          $.States.A.Arguments             | TASK,'Arguments':{}
          $.States.A.Credentials           | TASK,'Credentials':{}
          $.States.A.Retry                 | 'Type':'Pass','Retry':[],'End':true
          $.States.A.Next                  | 'Type':'Pass','Next':'Nowhere'
          $.States.A.End                   | 'Type':'Pass'
          $.States.A.Next                  | 'Type':'Pass','Next':'A','End':true
          $.States.A.End                   | 'Type':'Pass','End':'yes'
          $.States.A.End                   | 'Type':'Succeed','End':true
          $.States.A.InputPath             | 'Type':'Fail','InputPath':'$'
          $.States.A.Resource              | 'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage','End':true
          $.States.A.Resource              | 'Type':'Task','Resource':'arn:aws:lambda:us-east-1:1:function:f','End':true
          $.States.A.Resource              | 'Type':'Task','Resource':'arn:aws:states:::aws-sdk:s3:getObject','End':true
          $.States.A.Resource              | 'Type':'Task','End':true
          $.States.A.Parameters.x.$        | TASK,'Parameters':{'x.$':'States.UUID()'}
          $.States.A.Parameters.a.b[1].x.$ | TASK,'Parameters':{'a':{'b':[0,{'x.$':'literal'}]}}
          $.States.A.Parameters.x.$        | TASK,'Parameters':{'x.$':1}
          $.States.A.Parameters.x.$        | TASK,'Parameters':{'x.$':'$.a.length()'}
          $.States.A.Parameters.x.$        | TASK,'Parameters':{'x.$':'$.a['}
          $.States.A.Parameters.x.$        | TASK,'Parameters':{'x.$':'$.'}
          $.States.A.Parameters.x.$        | TASK,'Parameters':{'x.$':'$a'}
          $.States.A.Parameters.x.$        | TASK,'Parameters':{'x.$':'$.a b'}
          $.States.A.Parameters.x.$        | TASK,'Parameters':{'x.$':'$.a[?(@.b ==)]'}
          $.States.A.Parameters.x.$        | TASK,'Parameters':{'x.$':'$$.Map.Item.Value'}
          $.States.A.Parameters.x.$        | TASK,'Parameters':{'x':1,'x.$':'$.a'}
          $.States.A.Parameters            | TASK,'Parameters':'$.a'
          $.States.A.ResultSelector.x.$    | TASK,'ResultSelector':{'x.$':'States.JsonToString($)'}
          $.States.A.InputPath             | 'Type':'Pass','InputPath':'a','End':true
          $.States.A.OutputPath            | 'Type':'Pass','OutputPath':1,'End':true
          $.States.A.ResultPath            | 'Type':'Pass','ResultPath':'$.a[0]','End':true
          $.States.A.ResultPath            | 'Type':'Pass','ResultPath':'$..a','End':true
          $.States.A.ResultPath            | 'Type':'Pass','ResultPath':'$$.State','End':true
          $.States.A.TimeoutSeconds        | TASK,'TimeoutSeconds':0
          $.States.A.TimeoutSeconds        | TASK,'TimeoutSeconds':1.5
          $.States.A.TimeoutSecondsPath    | TASK,'TimeoutSeconds':1,'TimeoutSecondsPath':'$.a'
          $.States.A.HeartbeatSeconds      | TASK,'TimeoutSeconds':5,'HeartbeatSeconds':5
          $.States.A.HeartbeatSecondsPath  | TASK,'HeartbeatSeconds':1,'HeartbeatSecondsPath':'$.a'
          $.States.A.Retry                 | TASK,'Retry':{}
          $.States.A.Retry[0].ErrorEquals  | TASK,'Retry':[{}]
          $.States.A.Retry[0].ErrorEquals  | TASK,'Retry':[{'ErrorEquals':[]}]
          $.States.A.Retry[0].ErrorEquals[1] | TASK,'Retry':[{'ErrorEquals':['States.Timeout','Provider.Unheard']}]
          $.States.A.Retry[0].ErrorEquals[0] | TASK,'Retry':[{'ErrorEquals':['States.Unheard']}]
          $.States.A.Retry[0].ErrorEquals  | TASK,'Retry':[{'ErrorEquals':['States.ALL','States.Timeout']}]
          $.States.A.Retry[0].ErrorEquals  | TASK,'Retry':[{'ErrorEquals':['States.ALL']},{'ErrorEquals':['States.Timeout']}]
          $.States.A.Retry[0].Next         | TASK,'Retry':[{'ErrorEquals':['States.ALL'],'Next':'A'}]
          $.States.A.Retry[0].MaxAttempts  | TASK,'Retry':[{'ErrorEquals':['States.ALL'],'MaxAttempts':-1}]
          $.States.A.Retry[0].BackoffRate  | TASK,'Retry':[{'ErrorEquals':['States.ALL'],'BackoffRate':0.5}]
          $.States.A.Retry[0].IntervalSeconds | TASK,'Retry':[{'ErrorEquals':['States.ALL'],'IntervalSeconds':0}]
          $.States.A.Retry[0].MaxDelaySeconds | TASK,'Retry':[{'ErrorEquals':['States.ALL'],'IntervalSeconds':2,'MaxDelaySeconds':2}]
          $.States.A.Retry[0].JitterStrategy  | TASK,'Retry':[{'ErrorEquals':['States.ALL'],'JitterStrategy':'HALF'}]
          $.States.A.Catch[0].Next         | TASK,'Catch':[{'ErrorEquals':['States.ALL']}]
          $.States.A.Catch[0].Next         | TASK,'Catch':[{'ErrorEquals':['States.ALL'],'Next':'B'}]
          $.States.A.Catch[0].OutputPath   | TASK,'Catch':[{'ErrorEquals':['States.ALL'],'Next':'A','OutputPath':'$'}]
          $.States.A.Catch[0].ResultPath   | TASK,'Catch':[{'ErrorEquals':['States.ALL'],'Next':'A','ResultPath':'x'}]
          $.States.A                       | 'Type':'Wait','End':true
          $.States.A                       | 'Type':'Wait','Seconds':1,'Timestamp':'2026-01-01T00:00:00Z','End':true
          $.States.A.Seconds               | 'Type':'Wait','Seconds':-1,'End':true
          $.States.A.Timestamp             | 'Type':'Wait','Timestamp':'2026-01-01','End':true
          $.States.A.ErrorPath             | 'Type':'Fail','ErrorPath':'States.Format($.a)'
          $.States.A.CausePath             | 'Type':'Fail','Cause':'a','CausePath':'$.a'
          $.States.A.Choices               | 'Type':'Choice'
          $.States.A.Choices               | 'Type':'Choice','Choices':[]
          $.States.A.Default               | 'Type':'Choice','Default':'B','Choices':[{'Variable':'$.a','IsNull':true,'Next':'A'}]
          $.States.A.Choices[0].Next       | 'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':true}]
          $.States.A.Choices[0].Next       | 'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':true,'Next':'B'}]
          $.States.A.Choices[0]            | 'Type':'Choice','Choices':[{'Next':'A'}]
          $.States.A.Choices[0]            | 'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':true,'IsString':true,'Next':'A'}]
          $.States.A.Choices[0].Condition  | 'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':true,'Condition':'x','Next':'A'}]
          $.States.A.Choices[0].Foo        | 'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':true,'Foo':1,'Next':'A'}]
          $.States.A.Choices[0].And        | 'Type':'Choice','Choices':[{'And':[],'Next':'A'}]
          $.States.A.Choices[0].And[0].Next | 'Type':'Choice','Choices':[{'And':[{'Variable':'$.a','IsNull':true,'Next':'A'}],'Next':'A'}]
          $.States.A.Choices[0].NumericEquals | 'Type':'Choice','Choices':[{'Variable':'$.a','NumericEquals':'1','Next':'A'}]
          $.States.A.Choices[0].BooleanLessThan | 'Type':'Choice','Choices':[{'Variable':'$.a','IsNull':true,'BooleanLessThan':true,'Next':'A'}]
          """)
  void a_construct_of_a_state_outside_the_subset_is_refused(String path, String state) {
    assertRefused(path, oneState(state.replace("TASK", TASK)));
  }

  private void assertRefused(String path, String definition) {
    String text = definition.replace('\'', '"');
    RefusedDefinitionException refused =
        assertThrows(RefusedDefinitionException.class, () -> loader.load(text), definition);
    assertEquals(path, refused.path(), () -> definition + "\n" + refused.getMessage());
  }

  private static String oneState(String state) {
    return ("{'StartAt':'A','States':{'A':{" + state + "}}}").replace('\'', '"');
  }
}
