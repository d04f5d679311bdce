using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Auditor.Core.Inventory;

namespace Auditor.Core.Tests.Inventory;

public sealed class InventoryFileTests
{
    private static readonly Unknown Denied = new("GetStages was denied.") { Operation = "apigateway:GetStages", Code = "AccessDeniedException" };

    private static readonly Estate Acme = new()
    {
        CollectedAt = new(2026, 11, 22, 3, 4, 5, TimeSpan.Zero),
        Scopes =
        [
            new()
            {
                Account = "111122223333",
                Region = "eu-west-1",
                RestApis = ImmutableArray.Create(
                    new Api
                    {
                        Id = "a1",
                        Name = "orders \u202Egnp.exe <script>",
                        Kind = ApiKind.Rest,
                        EndpointType = EndpointType.Regional,
                        Stages = Denied,
                    },
                    new Api
                    {
                        Id = "a2", Name = "pay", Kind = ApiKind.Rest, EndpointType = EndpointType.Private,
                        Stages = ImmutableArray.Create(new Stage { Name = "prod", AccessLog = new() { Format = "$context.requestId" } }),
                        Routes = ImmutableArray.Create(
                            new Route { Key = "GET /a", Authorization = AuthorizationKind.AwsIam, Integration = (Integration?)null },
                            new Route { Key = "GET /b" }),
                    }),
                WebAcls = [new() { Arn = "arn:acl", Definition = new WebAclDefinition { Name = "acl", DefaultAction = WafAction.Allow, Rules = [new() { Name = "r", Action = WafAction.Group, Statement = "RuleGroupReferenceStatement", GroupRules = Denied }] } }],
            },
        ],
    };

    [Fact]
    public void Written_part_by_part_it_is_the_same()
    {
        var estate = Acme with
        {
            Interruption = new() { Because = "<Cancelled>", Needs = "routes" },
            Accounts = [new() { Id = "111122223333" }],
            Scopes = [Acme.Scopes[0], new() { Account = "2", Region = "eu-west-1" }],
        };
        using var stream = new MemoryStream();

        InventoryFile.Write(stream, estate with { Accounts = [], Scopes = [] }, estate.Accounts, estate.Scopes);

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(Encoding.UTF8.GetString(InventoryFile.Write(estate)));
    }

    [Fact]
    public void A_part_is_one_line_and_reads_back()
    {
        var line = InventoryFile.WritePart(Acme.Scopes[0] with { Account = "line\nfeed" });

        line.ShouldNotContain((byte)'\n');
        InventoryFile.WritePart(InventoryFile.ReadPart<Scope>(line)).ShouldBe(line);
        Should.Throw<InventoryFormatException>(() => InventoryFile.ReadPart<Scope>("null"u8));
        Should.Throw<InventoryFormatException>(() => InventoryFile.ReadPart<Scope>(line.AsSpan(0, line.Length - 1)));
    }

    // That there is no integration is an answer of AWS; that there is no definition of a web ACL is a mistake in the file.
    [Theory]
    [InlineData("'settings': null")]
    [InlineData("'configRecording': null")]
    [InlineData("'webAcls': [{ 'arn': 'a', 'definition': null }]")]
    [InlineData("'restApis': [{ 'id': 'a', 'name': 'a', 'kind': 'rest', 'usage': null }]")]
    [InlineData("'restApis': [{ 'id': 'a', 'name': 'a', 'kind': 'rest', 'stages': [{ 'name': 'prod', 'usage': null }] }]")]
    [InlineData("'restApis': [{ 'id': 'a', 'name': 'a', 'kind': 'rest', 'deployments': [{ 'id': 'd', 'definition': null }] }]")]
    public void Refuses_null_where_there_has_to_be_something(string member) =>
        Should.Throw<InventoryFormatException>(() => InventoryFile.ReadPart<Scope>(Encoding.UTF8.GetBytes(
            $$"""{ "account": "111122223333", "region": "eu-west-1", {{member.Replace('\'', '"')}} }""")));

    [Fact]
    public void Takes_null_where_there_may_be_none() =>
        InventoryFile.ReadPart<Route>("""{ "key": "GET /a", "integration": null }"""u8).Integration.ShouldBe((Integration?)null);

    [Fact]
    public void Reads_back_what_it_wrote()
    {
        var read = InventoryFile.Read(InventoryFile.Write(Acme));
        var apis = read.Scopes[0].RestApis.Value;
        apis[0].Name.ShouldBe("orders \u202Egnp.exe <script>");
        apis[0].Stages.Unknown.ShouldBe(Denied);
        apis[0].Routes.Unknown.ShouldBe(Unknown.NotCollected);
        apis[1].EndpointType.Value.ShouldBe(EndpointType.Private);
        apis[1].Routes.Value[0].Authorization.Value.ShouldBe(AuthorizationKind.AwsIam);
        apis[1].Routes.Value[0].Integration.IsKnown.ShouldBeTrue();
        apis[1].Routes.Value[0].Integration.Value.ShouldBeNull();
        apis[1].Routes.Value[1].Integration.IsKnown.ShouldBeFalse();
        read.Scopes[0].WebAcls[0].Definition.Value.Rules[0].GroupRules.Unknown?.Operation.ShouldBe("apigateway:GetStages");
        InventoryFile.Write(read).ShouldBe(InventoryFile.Write(Acme));
    }

    [Fact]
    public void The_same_inventory_makes_the_same_bytes_with_lf_line_ends()
    {
        var text = Encoding.UTF8.GetString(InventoryFile.Write(Acme));
        text.ShouldBe(Encoding.UTF8.GetString(InventoryFile.Write(Acme with { })));
        text.ShouldNotContain('\r');
        text.ShouldEndWith("}\n");
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { "nothing", "", "not an inventory" },
        { "null", "null", "'null'" },
        { "another JSON document", """{"version": "2.1.0"}""", "it has a member 'version' that inventories do not have." },
        { "something that has to be there", """{"schemaVersion": 1}""", "it lacks 'collectedAt'." },
        {
            "a value of another kind", """{"schemaVersion": "one", "collectedAt": "2026-11-22T00:00:00Z"}""",
            "(line 1, $.schemaVersion): the value is not of the kind that belongs there."
        },
        { "cut off", """{"schemaVersion": 1, "collectedAt": "2026-11-22T00:00:00Z", "scopes": [{"acc""", "line 1" },
        { "no JSON", "<html>", "not an inventory" },
        { "a later version", """{"schemaVersion": 99, "collectedAt": "2026-11-22T00:00:00Z"}""", "schema version 99" },
        { "a member that does not exist", """{"schemaVersion": 1, "collectedAt": "2026-11-22T00:00:00Z", "scoops": []}""", "scoops" },
        { "null for what cannot be null", """{"schemaVersion": 1, "collectedAt": "2026-11-22T00:00:00Z", "scopes": null}""", "scopes" },
        {
            "null for a fact that cannot be none",
            """{"collectedAt": "2026-11-22T00:00:00Z", "scopes": [{"account": "1", "region": "r", "restApis": [{"id": "a", "name": "n", "kind": "rest", "endpointType": null}]}]}""",
            "endpointType"
        },
        {
            "a member twice", "{\"collectedAt\": \"2026-11-22T00:00:00Z\",\n\"scopes\": [],\n\"scopes\": []}",
            "(line 3, $.scopes): it has 'scopes' twice"
        },
        { "null in a list", "{\"collectedAt\": \"2026-11-22T00:00:00Z\",\n\"scopes\": [null]}", "line 2 it lists 'null'" },
        {
            "an enum value nobody knows",
            """{"collectedAt": "2026-11-22T00:00:00Z", "scopes": [{"account": "1", "region": "r", "restApis": [{"id": "a", "name": "n", "kind": "graphql"}]}]}""",
            "kind"
        },
    };

    [Theory, MemberData(nameof(Broken))]
    public void Says_what_is_wrong_with_a_file(string what, string json, string says) =>
        new[]
        {
            () => InventoryFile.Read(Encoding.UTF8.GetBytes(json)),
            () => InventoryFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))),
        }
            .ShouldAllBe(read => Should.Throw<InventoryFormatException>(read).Message.Contains(says, StringComparison.Ordinal), what);

    [Theory, MemberData(nameof(Broken))]
    public void Says_the_same_of_a_file_that_is_read_place_by_place(string what, string json, string says)
    {
        Stream File() => new MemoryStream(Encoding.UTF8.GetBytes(json));

        var message = Should.Throw<InventoryFormatException>(() => InventoryPlaces.Of(File())).Message;

        message.ShouldContain(says, customMessage: what);
        message.ShouldBe(Should.Throw<InventoryFormatException>(() => InventoryFile.Read(File())).Message);
    }

    // Longer than what is read at once; lines go on counting where the next piece begins.
    [Theory]
    [InlineData(10)]
    [InlineData(70_000)]
    [InlineData(200_000)]
    public void A_stream_is_read_like_a_text(int length)
    {
        var description = new string('x', length);
        string Json(string last) => $$"""
            {"collectedAt": "2026-11-22T00:00:00Z",
            "scopes": [{"account": "1", "region": "r", "restApis": [
            {"id": "a", "name": "n", "kind": "rest", "description": "{{description}}"},
            {{last}}]}]}
            """;

        var read = InventoryFile.Read(new MemoryStream(
        [
            0xEF,
            0xBB,
            0xBF,
            .. Encoding.UTF8.GetBytes(Json("""{"id": "b", "name": "n", "kind": "rest"}""")),
        ]));

        read.Scopes[0].RestApis.Value.Select(api => api.Id).ShouldBe(["a", "b"]);
        read.Scopes[0].RestApis.Value[0].Description.ShouldBe(description);
        Should.Throw<InventoryFormatException>(() => InventoryFile.Read(new MemoryStream(
            Encoding.UTF8.GetBytes(Json("null"))))).Message.ShouldContain("line 4 it lists 'null'");
    }

    [Fact]
    public void Reads_past_a_byte_order_mark() =>
        InventoryFile.Read([0xEF, 0xBB, 0xBF, .. InventoryFile.Write(Acme)]).Scopes.Length.ShouldBe(1);

    [Fact]
    public void Every_thing_has_a_line_of_its_own_that_names_it()
    {
        var json = InventoryFile.Write(Acme);
        var lines = InventoryLines.Of(json);
        string[] things =
        [
            "/scopes/0/restApis/0",
            "/scopes/0/restApis/1",
            "/scopes/0/restApis/1/stages/0",
            "/scopes/0/restApis/1/routes/0",
            "/scopes/0/restApis/1/routes/1",
        ];
        lines.TextOf(lines.LineOf(things[0])).ShouldBe("""
            "id": "a1",
            """);
        lines.TextOf(lines.LineOf(things[2])).ShouldBe("""
            "name": "prod",
            """);
        lines.TextOf(lines.LineOf(things[4])).ShouldBe("""
            "key": "GET /b",
            """);
        things.Select(lines.LineOf).Distinct().Count().ShouldBe(things.Length);
    }

    [Fact]
    public void A_pointer_that_is_not_there_leads_to_the_thing_around_it()
    {
        var lines = InventoryLines.Of(InventoryFile.Write(Acme));
        lines.LineOf("/scopes/0/restApis/1/stages/0/canary/deploymentId").ShouldBe(lines.LineOf("/scopes/0/restApis/1/stages/0"));
        lines.LineOf("/nowhere").ShouldBe(lines.LineOf(""));
    }

    [Fact]
    public void Line_numbers_are_those_of_an_editor()
    {
        var json = InventoryFile.Write(Acme);
        var text = Encoding.UTF8.GetString(json).Split('\n');
        var expected = Array.FindIndex(text, line => line.Contains("\"GET /b\"", StringComparison.Ordinal)) + 1;
        InventoryLines.Of(json).LineOf("/scopes/0/restApis/1/routes/1").ShouldBe(expected);
        JsonDocument.Parse(json).RootElement.GetProperty("schemaVersion").GetInt32().ShouldBe(1);
    }
}
