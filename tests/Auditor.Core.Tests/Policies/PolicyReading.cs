using System.Text.Json;
using Auditor.Core.Identity;
using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Policies;

public sealed class PolicyReading
{
    private const string Plain = """{"Version":"2012-10-17","Statement":{"Sid":"One","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}}""";

    public static TheoryData<string, string> Spellings => new()
    {
        { "plain", Plain },
        { "escaped once, as API Gateway returns it", Escaped(Plain) },
        { "escaped twice", Escaped(Escaped(Plain)) },
        { "with escaped slashes, as Cloud Custodian's recordings have it", Escaped(Plain).Replace("/", "\\/", StringComparison.Ordinal) },
        { "as a JSON string literal", JsonSerializer.Serialize(Plain) },
        {
            "escaped, with white space around and inside",
            "\n  " + Escaped(Plain.Replace("{\"Version\"", "{\n  \"Version\"", StringComparison.Ordinal)) + "\n"
        },
        {
            "with other key case",
            Plain.Replace("\"Statement\"", "\"statement\"", StringComparison.Ordinal)
                .Replace("\"Effect\"", "\"effect\"", StringComparison.Ordinal)
                .Replace("\"Action\"", "\"ACTION\"", StringComparison.Ordinal)
        },
        {
            "with lists for single values",
            Plain.Replace("\"execute-api:Invoke\"", "[\"execute-api:Invoke\"]", StringComparison.Ordinal)
                .Replace("\"vpc-1\"", "[\"vpc-1\"]", StringComparison.Ordinal)
        },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Reads_every_spelling_of_a_policy_alike(string spelling, string text)
    {
        var statement = PolicyDocument.Parse(text).Statements.ShouldHaveSingleItem(spelling);

        statement.Sid.ShouldBe("One");
        statement.Effect.ShouldBe(PolicyEffect.Allow);
        statement.Principals.ShouldHaveSingleItem().Kind.ShouldBe(PrincipalKind.Everyone);
        statement.Actions.ShouldHaveSingleItem().Text.ShouldBe("execute-api:Invoke");
        statement.Resources.ShouldHaveSingleItem().Text.ShouldBe("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/*");
        statement.Conditions.ShouldHaveSingleItem().ToString().ShouldBe("StringEquals aws:SourceVpc vpc-1");
    }

    [Fact]
    public void Reads_every_form_of_principal()
    {
        var policy = PolicyDocument.Parse("""
            { "Statement": [
              { "Effect": "Allow", "Principal": { "AWS": ["111122223333", "*"], "Service": "apigateway.amazonaws.com", "Federated": ["x"], "CanonicalUser": "79a5" }, "Action": "*", "Resource": "*" },
              { "Effect": "Deny", "NotPrincipal": { "aws": "arn:aws:iam::111122223333:root" }, "NotAction": ["a:b"], "NotResource": "*" } ] }
            """);

        policy.Statements[0].Principals.Select(principal => principal.Kind)
            .ShouldBe([PrincipalKind.Aws, PrincipalKind.Aws, PrincipalKind.Service, PrincipalKind.Federated, PrincipalKind.CanonicalUser]);
        policy.Statements[0].Principals[1].IsEveryAwsPrincipal.ShouldBeTrue();
        policy.Statements[1].IsNotPrincipal.ShouldBeTrue();
        policy.Statements[1].IsNotAction.ShouldBeTrue();
        policy.Statements[1].IsNotResource.ShouldBeTrue();
    }

    [Fact]
    public void Reads_numbers_and_booleans_as_condition_values()
    {
        var policy = PolicyDocument.Parse(
            """{ "Statement": { "Effect": "Allow", "Action": "*", "Condition": { "Bool": { "aws:SecureTransport": true }, "NumericLessThan": { "aws:MultiFactorAuthAge": [3600, "60"] } } } }""");

        policy.Statements[0].Conditions.Select(condition => condition.ToString())
            .ShouldBe(["Bool aws:SecureTransport true", "NumericLessThan aws:MultiFactorAuthAge 3600, 60"]);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("not json", "it is not JSON (line 1, byte")]
    [InlineData("[]", "a policy is an object, this is a list (the document)")]
    [InlineData("{ \\\"Statement\\\": [ \\q ] }", "its escaping is broken")]
    [InlineData("""{ "Version": "2012-10-17" }""", "it has no Statement")]
    [InlineData("""{ "Statement": ["x"] }""", "a statement is an object, this is a string (statement 1)")]
    [InlineData("""{ "Statement": { "Effect": "Allow" } }""", "it has neither Action nor NotAction")]
    [InlineData("""{ "Statement": { "Effect": "Allow", "Action": "*", "NotAction": "*" } }""", "it has both Action and NotAction")]
    [InlineData("""{ "Statement": { "Effect": "Allow", "Action": "*", "Conditon": {} } }""", "'Conditon' is not a member that IAM knows")]
    [InlineData(
        """{ "Statement": { "Effect": "Allow", "Action": "*", "Principal": "111122223333" } }""", "Principal is \"*\" or an object")]
    [InlineData(
        """{ "Statement": { "Effect": "Allow", "Action": "*", "Condition": { "Bool": "true" } } }""",
        "the condition operator 'Bool' takes an object of keys, this is a string")]
    [InlineData("""{ "Statement": { "Effect": "Allow", "Effect": "Deny", "Action": "*" } }""", "'Effect' stands there twice")]
    public void Says_what_is_wrong_with_a_policy_and_where(string text, string message) =>
        Should.Throw<PolicyFormatException>(() => PolicyDocument.Parse(text)).Message.ShouldContain(message, Case.Sensitive);

    public static TheoryData<string, string> HalfCharacters => new()
    {
        { "itself", $$"""{ "Statement": { "Sid": "{{Half}}", "Effect": "Allow", "Action": "*" } }""" },
        { "as an escape", """{ "Statement": { "Sid": "\ud800", "Effect": "Allow", "Action": "*" } }""" },
        { "in a name", """{ "\ud800": 1, "Statement": { "Effect": "Allow", "Action": "*" } }""" },
        { "in a condition", """{ "Statement": { "Effect": "Allow", "Action": "*", "Condition": { "Bool": { "\udc00": "true" } } } }""" },
        { "in text that is escaped once more", """{\"Statement\": \"\ud800\"}""" },
        { "itself, in a quoted document", $"\"{Half}\"" },
    };

    private static char Half => (char)0xD800;

    // Half a surrogate pair is no character; JSON readers tell so by exceptions of their own.
    [Theory, MemberData(nameof(HalfCharacters), DisableDiscoveryEnumeration = true)]
    public void Half_a_character_is_no_policy(string where, string text) =>
        Should.Throw<PolicyFormatException>(() => PolicyDocument.Parse(text), where);

    [Theory]
    [InlineData("")]
    [InlineData("\"Effect\": \"allow\",")]
    public void A_statement_without_an_effect_that_IAM_knows_may_do_either(string effect)
    {
        var policy = PolicyDocument.Parse(
            $$"""{ "Version": "2012-10-17", "Statement": [{ {{effect}} "Principal": "*", "Action": "*", "Resource": "*" }, { "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }] }""");

        var answer = new AccessPolicy(policy).Ask(CallerClass.Anonymous, Callers.Orders);

        answer.Verdict.ShouldBe(Verdict.Depends);
        answer.DependsOn.ShouldBe(["Effect"]);
        new PolicyEvaluator(policy)
            .Decide(new PolicyRequest { Resource = $"{Callers.Orders.ApiArn}/prod/GET/orders" }).DependsOn.ShouldContain("Effect");
    }

    [Fact]
    public void What_a_template_has_not_resolved_is_unknown_not_an_error()
    {
        var policy = PolicyDocument.Parse(
            """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": { "Fn::Sub": "x" } } }""");

        new AccessPolicy(policy).Ask(CallerClass.Anonymous, Callers.Orders).Verdict.ShouldBe(Verdict.Depends);
    }

    [RecordedPolicies]
    public void Every_recorded_policy_is_read_and_answered()
    {
        var lines = File.ReadAllLines(RecordedPoliciesAttribute.File);
        var caller = new[] { CallerClass.Anonymous, CallerClass.AnyAwsPrincipal, new(CallerIdentity.Anonymous, CallerNetwork.AnyEndpoint) };
        foreach (var line in lines)
        {
            using var recorded = JsonDocument.Parse(line);
            var text = recorded.RootElement.GetProperty("policy").GetRawText();
            var policy = Should.NotThrow(() => PolicyDocument.Parse(text), line);
            policy.Statements.ShouldNotBeEmpty(line);

            if (recorded.RootElement.GetProperty("kind").GetString() == "resource-policy")
            {
                foreach (var answer in caller.Select(each => new AccessPolicy(policy).Ask(each, Callers.Orders)))
                {
                    answer.Because.ShouldEndWith(".");
                    (answer.Verdict == Verdict.No).ShouldBe(answer.Witness is null, line);
                }
            }
            else
            {
                Should.NotThrow(() => new IdentityGrants([policy]).OnEveryApi("execute-api:Invoke", ApiFamily.Invocation), line);
            }
        }

        lines.Length.ShouldBe(296);
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
