using Auditor.Core.Policies.Solving;

namespace Auditor.Core.Policies;

/// <summary>What is asked of a request's path before the policy is: by a web ACL, of the path as it was sent.</summary>
/// <param name="Before">What was sent before the path that the API sees: <c>/prod</c>.</param>
/// <param name="Pattern">What the whole path is compared with.</param>
/// <param name="Holds">Whether the path has to fit; otherwise it must not.</param>
public sealed record PathCondition(string Before, WildcardText Pattern, bool Holds)
{
    /// <summary>Whether a path meets it, as the API sees it.</summary>
    internal bool IsMetBy(string path) => Text.Accepts(Before + path) == Holds;

    /// <summary>The same as it hangs on what follows the start of a path.</summary>
    internal OpenGroup Behind(string start) => Pattern.Asked(Holds, Before + start);

    private TextPattern Text => Pattern.Text;
}
