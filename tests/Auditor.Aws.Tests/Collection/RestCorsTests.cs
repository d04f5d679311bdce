using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGateway.Wire;

namespace Auditor.Aws.Tests.Collection;

/// <summary>What integration responses say to browsers of other origins.</summary>
public sealed class RestCorsTests
{
    private const string Echo = RestCors.ReflectedOrigin;

    [Theory]
    [InlineData("'*'", null, "*", false)]
    [InlineData("'https://shop.example'", "'true'", "https://shop.example", true)]
    [InlineData("'*'", "'false'", "*", false)]
    [InlineData(
        "integration.response.header.Access-Control-Allow-Origin",
        "'TRUE'",
        "integration.response.header.Access-Control-Allow-Origin",
        true)]
    [InlineData("stageVariables.origin", null, "stageVariables.origin", false)]
    public void A_fixed_text_loses_its_quotes_and_a_mapping_stays(string origin, string? credentials, string expected, bool allowed) =>
        RestCors.OfIntegration([Response(origin, credentials)]).ShouldBe((expected, allowed));

    [Fact]
    public void Names_of_headers_have_no_case() =>
        RestCors.OfIntegration(
            [new() { ResponseParameters = new Dictionary<string, string?>(StringComparer.Ordinal) { ["method.response.header.access-control-allow-origin"] = "'*'" } }]).AllowOrigin.ShouldBe("*");

    [Fact]
    public void Without_the_header_nothing_is_said()
    {
        RestCors.OfIntegration([]).ShouldBe((null, false));
        RestCors.OfIntegration([null, new(), Response(null, "'true'")]).AllowOrigin.ShouldBeNull();
    }

    [Fact]
    public void Of_several_responses_the_one_that_lets_most_origins_in_counts()
    {
        RestCors.OfIntegration([Response("'https://shop.example'", "'true'"), Response("'*'", null)]).ShouldBe(("*", false));
        RestCors.OfIntegration([Response("'*'", "'true'"), Response("'*'", null)]).ShouldBe(("*", true));
        RestCors.OfIntegration(
        [
            Response("'*'", "'true'"),
            Template("#set($context.responseOverride.header.Access-Control-Allow-Origin = $input.params('origin'))", "'true'"),
        ])
            .ShouldBe((Echo, true));
    }

    // Whatever origin asks is let in.
    [Theory]
    [InlineData("#set($context.responseOverride.header.Access-Control-Allow-Origin = $input.params('origin'))")]
    [InlineData("#set($context.responseOverride.header.Access-Control-Allow-Origin=\"$input.params('Origin')\")")]
    [InlineData("#set($context.responseOverride.header['access-control-allow-origin'] = $input.params().header.get(\"Origin\"))")]
    [InlineData("#set($origin = $input.params().header.get(\"Origin\"))\n#if($origin == \"\") #set($origin = "
        + "$input.params().header.get(\"origin\")) #end\n#if($origin.matches(\".*\"))\n  "
            + "#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)\n#end")]
    [InlineData("#set($o = $input.params().header.origin)#set($context.responseOverride.header.Access-Control-Allow-Origin = ${o})")]
    [InlineData("#if($method == \"GET\")#set($context.responseOverride.header.Access-Control-Allow-Origin = $input.params('origin'))#end")]
    public void A_template_that_sends_any_origin_back_is_told_as_the_mapping_that_does_so(string template) =>
        RestCors.OfIntegration([Template(template)]).AllowOrigin.ShouldBe(Echo);

    // The template has a list of its own.
    [Theory]
    [InlineData("#set($origin = $input.params('origin'))#if($origin == 'https://a.example' || $origin == "
        + "'https://b.example')#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end")]
    [InlineData("#set($origin = "
        + "$input.params('origin'))#if($origin.matches(\"https://.*[.]example\"))#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)#end")]
    [InlineData("#set($allowed = ['https://a.example'])#set($origin = "
        + "$input.params('origin'))#if($allowed.contains($origin))#set($context.responseOverride.header.Access-Control-Allow-Origin = "
            + "$origin)#end")]
    [InlineData("#if($allowed.contains($input.params('origin')))#set($context.responseOverride.header.Access-Control-Allow-Origin = "
        + "$input.params('origin'))#end")]
    public void A_template_that_looks_at_the_origin_first_is_a_mapping_that_is_not_worked_out(string template) =>
        RestCors.OfIntegration([Template(template)]).AllowOrigin.ShouldBe("$origin");

    [Theory]
    [InlineData("#set($context.responseOverride.header.Access-Control-Allow-Origin = '*')", "*")]
    [InlineData("#set($context.responseOverride.header.Access-Control-Allow-Origin = \"https://a.example\")", "https://a.example")]
    [InlineData("#set($context.responseOverride.header.Access-Control-Allow-Origin = $stageVariables.origin)", "$stageVariables.origin")]
    [InlineData("#set($context.responseOverride.header.X-Other = $input.params('origin'))", "https://fixed.example")]
    [InlineData("{\"origin\": \"$input.params('origin')\"}", "https://fixed.example")]
    [InlineData("#set($context.responseOverride.header.Access-Control-Allow-Origin = $input.params('origin'", "$input.params('origin'")]
    [InlineData("#set(", "https://fixed.example")]
    public void A_template_that_sets_the_header_wins_over_the_parameter_and_another_does_not(string template, string expected) =>
        RestCors.OfIntegration(
            [Template(template) with { ResponseParameters = Response("'https://fixed.example'", null).ResponseParameters }]).AllowOrigin.ShouldBe(expected);

    // Directives that never close, and calls that never become one of the origin: as much as API Gateway takes of it.
    [Theory]
    [InlineData(
        "#set($context.responseOverride.header.Access-Control-Allow-Origin = $a",
        "#set($context.responseOverride.header.Access-Control-Allow-Origin = $a")]
    [InlineData("#if((((", "")]
    [InlineData("#set($context.responseOverride.header.Access-Control-Allow-Origin = $x)#set($x = $input.params(", ")")]
    public void A_hostile_template_ends_the_reading_no_later_than_another(string repeated, string end)
    {
        var template = string.Concat(Enumerable.Repeat(repeated, 300_000 / repeated.Length)) + end;

        Should.NotThrow(() => RestCors.OfIntegration([Template(template)]));
    }

    [Fact]
    public void Content_types_without_a_template_do_not_matter() =>
        RestCors.OfIntegration(
            [new() { ResponseTemplates = new Dictionary<string, string?>(StringComparer.Ordinal) { ["application/json"] = null } }]).AllowOrigin.ShouldBeNull();

    private static IntegrationResponse Response(string? origin, string? credentials)
    {
        var parameters = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (origin is not null)
        {
            parameters["method.response.header.Access-Control-Allow-Origin"] = origin;
        }

        if (credentials is not null)
        {
            parameters["method.response.header.Access-Control-Allow-Credentials"] = credentials;
        }

        return new() { ResponseParameters = parameters };
    }

    private static IntegrationResponse Template(string template, string? credentials = null) =>
        Response(null, credentials) with
        {
            ResponseTemplates = new Dictionary<string,
            string?>(StringComparer.Ordinal)
            { ["application/json"] = template },
        };
}
