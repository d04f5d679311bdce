using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.Collection;

/// <summary>What APIs and domains refer to in other services: asked once each, and gone only when the service says so.</summary>
public sealed class ReferenceTests
{
    private const string Gone = "arn:aws:acm:eu-west-1:123456789012:certificate/00000000-0000-4000-8000-000000000000";
    private const string LogGroup = "arn:aws:logs:eu-west-1:123456789012:log-group:";
    private const string Pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/";

    [Fact]
    public async Task Certificates_are_described_once_each_where_they_are_kept()
    {
        var regional = new FakeCertificate("api.example.com")
        {
            NotAfter = new(2026, 12, 24, 0, 0, 0, TimeSpan.Zero),
            RenewalEligibility = "INELIGIBLE",
            Type = "IMPORTED",
            RenewalStatus = "FAILED",
        };
        var edge = new FakeCertificate("edge.example.com");
        var regionalArn = regional.Arn(Collected.Region, Collected.AccountId);
        var edgeArn = edge.Arn("us-east-1", Collected.AccountId);
        await using var aws = await FakeAwsServer.StartAsync(FakeEstate.Of(
            new FakeRegion(Collected.Region)
            {
                Certificates = [regional],
                Domains =
                [
                    new("a.example.com") { CertificateArn = regionalArn },
                    new("b.example.com") { CertificateArn = regionalArn },
                    new("c.example.com") { CertificateArn = Gone },
                    new("d.example.com") { EndpointType = "EDGE", CertificateArn = edgeArn },
                    new("e.example.com") { CertificateArn = "arn:aws:iam::123456789012:server-certificate/uploaded" },
                    new("f.example.com") { CertificateArn = "arn:aws:acm:eu-west-1:999999999999:certificate/theirs" },
                    new("g.example.com"),
                ],
            },
            new FakeRegion("us-east-1") { Certificates = [edge] }));

        var scope = await Collected.ScopeAsync(aws, Needs.Certificates);

        var certificates = scope.Certificates.ToDictionary(certificate => certificate.Arn, certificate => certificate.Details);
        certificates.Count.ShouldBe(5);
        certificates[regionalArn].Value.ShouldBe(
            new() { Status = "ISSUED", Type = "IMPORTED", ExpiresAt = new(2026, 12, 24, 0, 0, 0, TimeSpan.Zero), RenewalEligibility = "INELIGIBLE", RenewalStatus = "FAILED", KeyAlgorithm = "RSA-2048" });
        certificates[edgeArn].Value.ShouldNotBeNull().RenewalStatus.ShouldBeNull();
        certificates[Gone].Value.ShouldBeNull();
        certificates["arn:aws:acm:eu-west-1:999999999999:certificate/theirs"].Unknown.ShouldNotBeNull().Code.ShouldBe("OtherAccount");
        certificates["arn:aws:iam::123456789012:server-certificate/uploaded"].Unknown.ShouldNotBeNull().Because.ShouldContain(
            "aws iam get-server-certificate");
        // What was asked elsewhere was asked for this Region's sake.
        scope.Calls["acm:DescribeCertificate"].ShouldBe(3);
        aws.Calls.Where(call => call.Service == "acm")
            .Select(call => call.Region)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["eu-west-1", "eu-west-1", "us-east-1"]);
        // Only the list of names is needed for it.
        aws.Calls.ShouldNotContain(call => call.Operation == "GetApiMappings");
        scope.Gaps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(403, "AccessDeniedException")]
    [InlineData(404, "NotFoundException")]
    [InlineData(404, "UnknownOperationException")]
    public async Task Only_ACM_s_own_word_proves_that_a_certificate_is_gone(int status, string code)
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { Domains = [new("a.example.com") { CertificateArn = Gone }] });
        aws.Inject(FakeFault.Error("DescribeCertificate", status, code).Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Certificates);

        scope.Certificates.ShouldHaveSingleItem().Details.IsKnown.ShouldBeFalse();
        scope.Gaps.ShouldHaveSingleItem().Operation.ShouldBe("acm:DescribeCertificate");
    }

    [Fact]
    public async Task An_answer_without_a_certificate_is_unknown()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });
        aws.Inject(FakeFault.Rewritten("DescribeCertificate", "\"Certificate\":", "\"Renamed\":"));

        var scope = await Collected.ScopeAsync(aws, Needs.Certificates);

        scope.Certificates.ShouldHaveSingleItem().Details.Unknown.ShouldNotBeNull().Code.ShouldBe("MissingMember");
        scope.Gaps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Log_groups_are_found_by_their_whole_name()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis = [new("rest") { Stages = [Logging("a", LogGroup + "app"), Logging("b", LogGroup + "app:*"), Logging("c", LogGroup + "gone"), Logging("d", "arn:aws:firehose:eu-west-1:123456789012:deliverystream/amazon-apigateway-x"), new("e")] }],
            Apis = [new("http") { Stages = [new() { AccessLogSettings = new(LogGroup + "/aws/http", "f") }, new("other") { AccessLogSettings = new("arn:aws:logs:eu-west-1:999999999999:log-group:theirs", "f") }] }],
            // The service finds by the beginning of names; the right one is not on the first page.
            LogGroups =
            [
                .. Enumerable.Range(0, 60).Select(i => new FakeLogGroup($"app-{i}")),
                new("app") { RetentionInDays = 30, KmsKeyId = "arn:aws:kms:eu-west-1:123456789012:key/k" },
                new("gone-but-not-quite"),
                new("/aws/http"),
            ],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.LogGroups);

        scope.LogGroups.Select(group => (group.Arn, Settings: group.Settings.ValueOr(null), group.Settings.IsKnown)).ShouldBe([
            (LogGroup + "/aws/http", new() { RetentionDays = null, KmsKeyId = null }, true),
            (LogGroup + "app", new() { RetentionDays = 30, KmsKeyId = "arn:aws:kms:eu-west-1:123456789012:key/k" }, true),
            (LogGroup + "gone", null, true),
            ("arn:aws:logs:eu-west-1:999999999999:log-group:theirs", null, false),
        ]);
        aws.CallCounts.GetValueOrDefault("DescribeLogGroups").ShouldBe(4);
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Log_groups_that_may_not_be_read_are_unknown()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [SampleEstate.Account with { Permissions = FakePermissions.Everything.Denying("logs:*") }] });

        var scope = await Collected.ScopeAsync(aws, Needs.LogGroups);

        scope.LogGroups.ShouldHaveSingleItem().Settings.Unknown.ShouldNotBeNull().Operation.ShouldBe("logs:DescribeLogGroups");
        scope.Gaps.ShouldHaveSingleItem().Target.ShouldBe(SampleEstate.LogGroupArn);
    }

    [Fact]
    public async Task User_pools_of_both_kinds_of_authorizer_are_described_once_each()
    {
        await using var aws = await FakeAwsServer.StartAsync(FakeEstate.Of(
            new FakeRegion(Collected.Region)
            {
                RestApis =
                [
                    new("rest")
                    {
                        Authorizers = [new("one") { Type = "COGNITO_USER_POOLS", ProviderArns = [Pool + "eu-west-1_open", Pool + "eu-west-1_gone", "arn:aws:cognito-idp:eu-west-1:999999999999:userpool/eu-west-1_theirs"] }],
                        Stages = [new("prod")],
                    },
                ],
                Apis =
                [
                    new("http")
                    {
                        Authorizers =
                        [
                            new("same") { Issuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_open" },
                            new("far") { Issuer = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_far" },
                            new("nobody's") { Issuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_nobody" },
                            new("else") { Issuer = "https://cognito-idp.eu-west-1.amazonaws.com.evil.example/eu-west-1_x" },
                        ],
                        Stages = [new()],
                    },
                ],
                UserPools = [new("eu-west-1_open") { Name = "customers", MfaConfiguration = "OPTIONAL" }],
            },
            new FakeRegion("us-east-1") { UserPools = [new("us-east-1_far") { AllowAdminCreateUserOnly = true }] }));

        var scope = await Collected.ScopeAsync(aws, Needs.UserPools);

        var pools = scope.UserPools.ToDictionary(pool => pool.Arn, pool => pool.Settings);
        pools[Pool + "eu-west-1_open"].Value.ShouldBe(new() { Name = "customers", AllowsSelfSignUp = true, MfaConfiguration = "OPTIONAL" });
        pools["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_far"].Value.ShouldNotBeNull().AllowsSelfSignUp.ShouldBeFalse();
        pools[Pool + "eu-west-1_gone"].Value.ShouldBeNull();
        pools["arn:aws:cognito-idp:eu-west-1:999999999999:userpool/eu-west-1_theirs"].Unknown.ShouldNotBeNull().Code.ShouldBe("OtherAccount");
        // An issuer does not say whose it is: that this account has no such pool does not mean that there is none.
        pools[Pool + "eu-west-1_nobody"].Unknown.ShouldNotBeNull().Code.ShouldBe("OtherAccount");
        pools.Count.ShouldBe(5);
        aws.CallCounts.GetValueOrDefault("DescribeUserPool").ShouldBe(4);
        scope.Gaps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, "MissingMember")]
    [InlineData(true, "AccessDeniedException")]
    public async Task A_pool_that_may_not_be_read_or_does_not_say_is_unknown(bool denied, string code)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });
        aws.Inject(denied
            ? FakeFault.Error("DescribeUserPool", 400, "AccessDeniedException").Always
            : FakeFault.Rewritten("DescribeUserPool", "AllowAdminCreateUserOnly", "Renamed"));

        var scope = await Collected.ScopeAsync(aws, Needs.UserPools);

        scope.UserPools.ShouldHaveSingleItem().Settings.Unknown.ShouldNotBeNull().Code.ShouldBe(code);
        scope.Gaps.ShouldHaveSingleItem().Operation.ShouldBe("cognito-idp:DescribeUserPool");
    }

    [Fact]
    public async Task Who_may_use_private_domain_names_is_asked_where_there_is_one_for_own_and_other_accounts()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            Domains = [new("inside.example.com") { EndpointType = "PRIVATE", DomainNameId = "d1e2f3" }],
            AccessAssociations =
            [
                new("inside.example.com", "vpce-own"),
                new("inside.example.com", "vpce-theirs") { IsOfAnotherAccount = true },
            ],
        });

        var associations = (await Collected.ScopeAsync(aws, Needs.Domains)).DomainAccessAssociations.Value;

        associations.Select(association => association.Source).ShouldBe(["vpce-own", "vpce-theirs"], ignoreOrder: true);
        associations.ShouldAllBe(
            association => association.DomainNameArn == "arn:aws:apigateway:eu-west-1:123456789012:/domainnames/inside.example.com+d1e2f3");
        Collected.CallsOf(aws).Where(call => call.StartsWith("GetDomainNameAccess", StringComparison.Ordinal)).ShouldBe([
            "GetDomainNameAccessAssociations /domainnameaccessassociations?limit=500&resourceOwner=OTHER_ACCOUNTS",
            "GetDomainNameAccessAssociations /domainnameaccessassociations?limit=500&resourceOwner=SELF",
        ]);
    }

    [Fact]
    public async Task Without_a_private_domain_name_there_is_nobody_to_ask_about()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region) { Domains = [new("api.example.com")] });

        var scope = await Collected.ScopeAsync(aws, Needs.Domains);

        scope.DomainAccessAssociations.Value.ShouldBeEmpty();
        aws.CallCounts.ContainsKey("GetDomainNameAccessAssociations").ShouldBeFalse();
    }

    [Fact]
    public async Task Rules_and_topics_of_Config_are_read_and_rules_on_their_way_out_are_not_active()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            ConfigurationRecorders = [new()],
            DeliveryChannels = [new() { SnsTopicArn = "arn:aws:sns:eu-west-1:123456789012:config" }],
            ConfigRules =
            [
                new("own") { SourceIdentifier = "arn:aws:lambda:eu-west-1:123456789012:function:rule", ResourceTypes = ["AWS::ApiGateway::RestApi"] },
                new("leaving") { State = "DELETING" },
                new("busy") { State = "EVALUATING" },
                .. Enumerable.Range(0, 30).Select(i => new FakeConfigRule($"rule {i:00}")),
            ],
        });

        var recording = (await Collected.ScopeAsync(aws, Needs.ConfigRules)).ConfigRecording.Value;

        recording.TopicArns.ShouldBe(["arn:aws:sns:eu-west-1:123456789012:config"]);
        recording.Rules.Value.Length.ShouldBe(33);
        var own = recording.Rules.Value.Single(rule => rule.Name == "own");
        (own.SourceIdentifier, own.ResourceTypes.Single(), own.IsActive)
            .ShouldBe(("arn:aws:lambda:eu-west-1:123456789012:function:rule", "AWS::ApiGateway::RestApi", true));
        recording.Rules.Value.Where(rule => !rule.IsActive).ShouldHaveSingleItem().Name.ShouldBe("leaving");
        aws.CallCounts.GetValueOrDefault("DescribeConfigRules").ShouldBe(2);
    }

    [Fact]
    public async Task Rules_of_Config_that_may_not_be_read_leave_the_recorders_known()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [SampleEstate.Account with { Permissions = FakePermissions.Everything.Denying("config:DescribeConfigRules") }] });

        var scope = await Collected.ScopeAsync(aws, Needs.ConfigRecording | Needs.ConfigRules);

        scope.ConfigRecording.Value.Recorders.ShouldHaveSingleItem();
        scope.ConfigRecording.Value.TopicArns.ShouldBeEmpty();
        scope.ConfigRecording.Value.Rules.Unknown.ShouldNotBeNull().Operation.ShouldBe("config:DescribeConfigRules");
    }

    [Fact]
    public async Task Whether_web_ACLs_are_logged_is_asked_once_each_and_no_logging_is_no_gap()
    {
        var logged = new FakeWebAcl("logged") { LogDestinations = ["arn:aws:s3:::aws-waf-logs-x"] };
        var silent = new FakeWebAcl("silent");
        const string Classic = "arn:aws:waf-regional:eu-west-1:123456789012:webacl/11111111-1111-4111-8111-111111111111";
        string Arn(FakeWebAcl acl) => acl.Arn(Collected.Region, Collected.AccountId);
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis = [new("rest") { Stages = [new("a") { WebAclArn = Arn(logged) }, new("b") { WebAclArn = Arn(silent) }, new("c") { WebAclArn = Arn(silent) }, new("d") { WebAclArn = Classic }] }],
            WebAcls = [logged, silent],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.WebAclLogging);

        var acls = scope.WebAcls.ToDictionary(acl => acl.Arn, acl => acl.IsLogged);
        (acls[Arn(logged)].Value, acls[Arn(silent)].Value, acls[Classic].Unknown?.Code).ShouldBe((true, false, "ClassicWebAcl"));
        // The first of the three log scopes answers for the one that is logged; the silent one is asked once for each.
        aws.Calls.Where(call => call.Service == "wafv2")
            .Select(call => call.Operation)
            .ShouldBe(Enumerable.Repeat("GetLoggingConfiguration", 1 + 3));
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Logging_that_may_not_be_read_is_unknown_beside_what_the_web_ACL_does()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [SampleEstate.Account with { Permissions = FakePermissions.Everything.Denying("wafv2:GetLoggingConfiguration") }] });

        var scope = await Collected.ScopeAsync(aws, Needs.WebAcls | Needs.WebAclLogging);

        var acl = scope.WebAcls.ShouldHaveSingleItem();
        (acl.Definition.IsKnown, acl.IsLogged.IsKnown).ShouldBe((true, false));
    }

    private static FakeStage Logging(string name, string destination) =>
        new(name) { AccessLogSettings = new(destination, "$context.requestId") };
}
