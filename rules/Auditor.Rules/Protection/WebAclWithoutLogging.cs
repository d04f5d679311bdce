using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags REST stages whose web ACL writes nowhere what it did.</summary>
public sealed class WebAclWithoutLogging() : StageRule(new()
{
    Id = "AGW4005",
    Name = "web-acl-without-logging",
    Title = "Nobody can see what the web ACL of this stage did",
    Category = Category.Protection,
    Severity = Severity.Low,
    Needs = Needs.WebAcls | Needs.WebAclLogging,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-778", "API8:2023", "WAF.11"],
    RecordedAs = ["webAclArn"],
    WrittenAs = "webAcl:",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);

        // WAF Classic is AGW4006's finding.
        if (string.IsNullOrEmpty(stage.WebAclArn) || AttachedWebAcl.IsClassic(stage.WebAclArn))
        {
            yield break;
        }

        var acl = scope.WebAcls.FirstOrDefault(acl => string.Equals(acl.Arn, stage.WebAclArn, StringComparison.Ordinal));
        if ((acl?.IsLogged ?? default).Value)
        {
            yield break;
        }

        var dropsAll = acl?.DropsEveryLogRecord is true;

        yield return new(stages =>
            $"Web ACL {Quote.Of(AttachedWebAcl.NameIn(stage.WebAclArn))} of {stages.NameInSentence} of API {Quote.Of(api.Name)} "
            + $"{(dropsAll ? "drops every record of its log by a filter" : "writes no log")}, so after an attack nobody can tell what it "
                + $"stopped, what got through and who sent it.")
        {
            Key = stage.WebAclArn,
            Evidence = [new("webAclArn", stage.WebAclArn), new("logging configuration", dropsAll ? "its filter drops everything" : "none")],
        };
    }
}
