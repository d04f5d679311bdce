using Auditor.Aws.Catalogue;
using Auditor.Cli.Selection;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Privacy;
using Auditor.Core.Rules;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Cli.Tests;

/// <summary>Other names, the same verdicts.</summary>
public sealed class AnonymizeTests : CliTests
{
    private const string Region = "eu-west-1";

    private static Estate Sample => InventoryFile.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "acme.inventory.json")));

    [Fact]
    public void The_sample_gets_the_same_verdicts_about_the_same_things()
    {
        var names = new Anonymizer(WireNames.All);

        var anonymous = ((INameChange)names).Over(Sample);

        Verdicts(anonymous, text => text).ShouldBe(Verdicts(Sample, names.Text));
    }

    [Fact]
    public void Nothing_of_the_sample_tells_whose_it_is()
    {
        var text = System.Text.Encoding.UTF8.GetString(InventoryFile.Write(((INameChange)new Anonymizer(WireNames.All)).Over(Sample)));

        foreach (var id in Sample.Accounts.Select(account => account.Id)
            .Concat(Sample.Scopes.Select(scope => scope.Account))
            .Concat(Sample.Scopes.SelectMany(scope => scope.KnownApis).Select(api => api.Id))
            .Distinct(StringComparer.Ordinal))
        {
            text.ShouldNotContain(id, Case.Sensitive);
        }

        text.ShouldNotContain("acme", Case.Insensitive);
    }

    [Theory]
    [Trait("Category", "Exhaustive")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Generated_accounts_get_the_same_verdicts(int seed)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstateGenerator(seed)
            .Estate(new FakeEstateSize(RestApis: 8, MethodsPerRestApi: 5, HttpApis: 5, WebSocketApis: 3)));
        await Collect(aws, "--output", "real");
        await Collect(aws, "--output", "other", "--anonymize");

        var (real, other) = (Inventory("real"), Inventory("other"));

        var (told, expected) = (Counted(other), Counted(real));
        told.Keys.Union(expected.Keys).Where(line => told.GetValueOrDefault(line) != expected.GetValueOrDefault(line))
            .Select(line => $"{line}: {told.GetValueOrDefault(line)} instead of {expected.GetValueOrDefault(line)}")
            .ShouldBeEmpty();
        Read("other/inventory.json").ShouldNotContain("123456789012");
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/jane.doe", "arn:aws:iam::*:user/jane.*")]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:acmeOrders", "arn:aws:lambda:eu-west-1:111122223333:function:acmeOrd*")]
    [InlineData("https://shop.acmecorp.example", "https://*.acmecorp.example")]
    [InlineData("https://shopacmecorp.example", "https://*acmecorp.example")]
    [InlineData(
        "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/zebras/7",
        "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*/GET/zebras/*")]
    public void What_a_wildcard_matched_it_still_matches(string text, string pattern)
    {
        var names = new Anonymizer([]);
        names.Learn(text + " " + pattern);

        var (textAfter, patternAfter) = (names.Text(text), names.Text(pattern));

        textAfter.ShouldNotBe(text);
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(patternAfter, textAfter, ignoreCase: false)
            .ShouldBeTrue($"{patternAfter} {textAfter}");
    }

    [Theory]
    [InlineData("[secret: GitHub token]~3f9a1c")]
    [InlineData("2026-01-31T10:20:30Z")]
    [InlineData("10.0.0.0/8")]
    [InlineData("2001:db8:dead::/48")]
    [InlineData("$context.identity.sourceIp $context.error.messageString")]
    [InlineData("execute-api:Invoke")]
    [InlineData("aws:SourceVpce")]
    [InlineData("arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs")]
    [InlineData("AWSManagedRulesCommonRuleSet")]
    [InlineData("https://cognito-idp.eu-west-1.amazonaws.com/")]
    [InlineData("max-age=63072000; includeSubDomains")]
    [InlineData("apigateway:GetStages in eu-west-1 was denied")]
    public void What_everybody_has_stays(string text) => new Anonymizer([]).Text(text).ShouldBe(text);

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/zebraDeployer", "111122223333", "zebra", "Deployer")]
    [InlineData("{\"Principal\":{\"AWS\":\"111122223333\"},\"Sid\":\"ForZebra\"}", "111122223333", "Zebra")]
    [InlineData("Ask jane.doe@zebra.example or +49 170 1234567", "jane", "zebra")]
    [InlineData("vpce-0a1b2c3d4e5f67890", "0a1b2c3d4e5f67890")]
    [InlineData("7c9e6679-7425-40de-944b-e07fc1f90ae7", "7c9e6679", "7425-40de")]
    [InlineData("Größenwahn 東京", "enwahn", "ö", "東京")]
    [InlineData("https://zebra%2Fgiraffe.example/x?y=%7Bokapi%7D", "zebra", "giraffe", "okapi")]
    [InlineData("function:ZebraFunction", "Zebra")]
    public void What_tells_whose_it_is_goes(string text, params string[] gone)
    {
        var after = new Anonymizer([]).Text(text);

        foreach (var part in gone)
        {
            after.ShouldNotContain(part, Case.Insensitive);
        }
    }

    // UpdateStage: the key of a method's settings is its path with '/' written as '~1'.
    [Fact]
    public void The_key_of_settings_names_the_same_method()
    {
        var names = new Anonymizer([]);

        names.Text("~1zebras~1{zebraId}/GET").Replace("~1", "/", StringComparison.Ordinal).ShouldBe(names.Text("/zebras/{zebraId}/GET"));
    }

    [Fact]
    public void A_name_is_the_same_in_every_place_and_another_in_another_run()
    {
        var names = new Anonymizer([]);
        var function = names.Text("zebraOrders");

        names.Text("arn:aws:lambda:eu-west-1:111122223333:function:zebraOrders:live").ShouldContain($":function:{function}:live");
        names.Text($"https://x/{Uri.EscapeDataString("zebraOrders")}").ShouldEndWith($"/{function}");
        names.Text("111122223333").ShouldBe(names.Text("111122223333"));
        new Anonymizer([]).Text("zebraOrders").ShouldNotBe(function);
    }

    private static string Verdicts(
        Estate estate, Func<string, string> name) => string.Join('\n', Audit.Run(estate, BuiltInRules.All).Findings
        .Select(finding => $"{Line(finding)} {name(finding.Subject.Identity.Arn)} {name(finding.Subject.Identity.Route ?? "")}")
        .Order(StringComparer.Ordinal));

    private static Dictionary<string, int> Counted(Estate estate) =>
        Audit.Run(estate, BuiltInRules.All).Findings.CountBy(Line, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private static string Line(Finding finding) =>
        $"{finding.Rule.Id} {finding.Outcome} {finding.Severity} {finding.Confidence} {finding.Audience} {finding.Stages.Length} "
            + $"{finding.Evidence.Length}";

    private Estate Inventory(string folder) => InventoryFile.Read(File.ReadAllBytes(PathOf($"{folder}/inventory.json")));

    private Task<CliRun> Collect(FakeAwsServer aws, params string[] more) =>
        Run(["collect", "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", "--region", Region, .. more]);
}
