using Auditor.Core.Exposure;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>Requests that a role's session signs, whose ARN does not tell the path of the role.</summary>
/// <remarks>
/// IAM user guide, "AWS JSON policy elements: Principal" (a role as principal is all its sessions), "AWS global condition context keys"
/// (aws:PrincipalArn is the role's).
/// </remarks>
public sealed class SessionsOfRoles
{
    private const string Stranger = "999988887777";
    private const string OfStranger = $"arn:aws:sts::{Stranger}:assumed-role/theirs/x";

    [Theory]
    [InlineData($"arn:aws:iam::{Stranger}:role/team/theirs", AccessDecision.Conditional)]
    [InlineData($"arn:aws:iam::{Stranger}:role/theirs", AccessDecision.Conditional)]
    [InlineData(OfStranger, AccessDecision.Conditional)]
    [InlineData(Stranger, AccessDecision.Conditional)]
    [InlineData($"arn:aws:iam::{Stranger}:role/team/others", AccessDecision.Denied)]
    [InlineData($"arn:aws:iam::{Stranger}:role/team/nottheirs", AccessDecision.Denied)]
    [InlineData($"arn:aws:iam::{OtherId}:role/theirs", AccessDecision.Denied)]
    public void Of_an_account_that_was_not_read_are_let_in_with_their_role(string named, AccessDecision decision) =>
        new SmallAccount { OfApi = AllowTo(Aws(named)) }.Explain(OfStranger).Decision.ShouldBe(decision);

    [Theory]
    [InlineData(Role, "statement 1 allows it")]
    [InlineData("AROAEXAMPLE", "statement 1 allows it")]
    [InlineData(Session, "statement 1 allows it")]
    [InlineData(User, "no statement says anything about it")]
    public void Each_step_of_an_explanation_knows_whose_session_it_is(string named, string step)
    {
        var explanation = new SmallAccount { OfApi = AllowTo(Aws(named)) }.Explain(Session);

        explanation.Steps.Single(each => each.What == "resource policy").Value.ShouldBe(step);
        explanation.Decision.ShouldBe(named == User ? AccessDecision.Denied : AccessDecision.Allowed);
    }

    [Theory]
    [InlineData($"'ArnEquals':{{'aws:PrincipalArn':'{Role}'}}", "statement 1 allows it", AccessDecision.Allowed)]
    [InlineData("'Bool':{'aws:MultiFactorAuthPresent':'true'}", "depends on aws:MultiFactorAuthPresent", AccessDecision.Unknown)]
    [InlineData("'StringEquals':{'aws:PrincipalAccount':'444455556666'}", "no statement says anything about it", AccessDecision.Denied)]
    public void And_what_is_known_of_it(string condition, string step, AccessDecision decision)
    {
        var explanation = new SmallAccount { OfApi = AllowTo("'*'", condition: condition) }.Explain(Session);

        explanation.Steps.Single(each => each.What == "resource policy").Value.ShouldBe(step);
        explanation.Decision.ShouldBe(decision);
    }
}
