using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>Looks at one <typeparamref name="TSubject"/> at a time and reports what is wrong with it.</summary>
/// <remarks>
/// Rules are pure: no clock, no network, no state kept between calls. They are made once by their parameterless constructor.
/// A rule reads <see cref="Fact{T}.Value"/> without asking whether it is known: when it is not, the rule's answer is
/// "could not tell", with the reason. A rule that throws anything else is reported by name and the other rules go on.
/// </remarks>
/// <typeparam name="TSubject">
/// <see cref="AccountSubject"/>, <see cref="ScopeSubject"/>, <see cref="ApiSubject"/>, <see cref="StageSubject"/>,
/// <see cref="RouteSubject"/>, <see cref="AuthorizerSubject"/>, <see cref="DomainSubject"/>, <see cref="UsagePlanSubject"/>,
/// <see cref="ApiKeySubject"/>, <see cref="VpcLinkSubject"/>, <see cref="AttachableSubject"/> (all that can be attached to nothing),
/// <see cref="ConfiguredSubject"/> (that, APIs, accounts and their Regions),
/// <see cref="PortalSubject"/>, <see cref="FunctionSubject"/> or <see cref="IdentityPolicySubject"/>.
/// </typeparam>
public abstract class Rule<TSubject>(RuleInfo info) : Rule(info)
    where TSubject : Subject
{
    /// <inheritdoc/>
    public sealed override Type SubjectType => typeof(TSubject);

    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Run(Subject subject, RuleContext context)
    {
        // A rule may be an iterator or not: either way the unknown can surface when it is called or while it yields.
        IEnumerator<Finding>? findings = null;
        try
        {
            while (true)
            {
                Finding finding;
                try
                {
                    findings ??= Check((TSubject)subject, context).GetEnumerator();
                    if (!findings.MoveNext())
                    {
                        yield break;
                    }

                    finding = findings.Current is { Outcome: Outcome.Flagged } flagged && Elsewhere.Of(subject) is { } elsewhere
                        ? flagged.CouldNotTell(elsewhere)
                        : findings.Current;
                }
                catch (UnknownFactException exception)
                {
                    finding = Finding.Inconclusive(Info, subject, exception.Unknown);
                }

                yield return finding;
                if (finding.Outcome is Outcome.Inconclusive)
                {
                    yield break;
                }
            }
        }
        finally
        {
            findings?.Dispose();
        }
    }

    /// <summary>Yields one finding for each thing that is wrong, most often none or one.</summary>
    protected abstract IEnumerable<Finding> Check(TSubject subject, RuleContext context);

    /// <summary>Reports <paramref name="subject"/>.</summary>
    /// <param name="subject">What is wrong.</param>
    /// <param name="message">One complete sentence that names the thing, in single quotes, and says what a stranger can do.</param>
    /// <param name="evidence">What was read, and where, that makes it so.</param>
    protected Finding Flag(TSubject subject, string message, params ReadOnlySpan<Evidence> evidence) =>
        Finding.Flagged(Info, subject, message, evidence);
}
