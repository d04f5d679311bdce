using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Auditor.Core.Policies;
using FsCheck;
using Xunit.Abstractions;

namespace Auditor.Core.Tests.Policies;

/// <summary>
/// Compares the solver with trying every request of a small world, both ways; each class derived from it is one part of the proof.
/// </summary>
public abstract class ExactnessProof(ITestOutputHelper output)
{
    // Worlds beyond this take minutes; every kind of condition occurs in smaller ones.
    private const int MostRequests = 60;

    private static readonly ConcurrentDictionary<RouteTarget, Regex> Patterns = new(ReferenceEqualityComparer.Instance);

    private int _cases;
    private int _precise;
    private readonly Dictionary<Verdict, int> _verdicts = [];

    private protected void Compare(Gen<string[]> policies, ImmutableArray<CallerClass> callers, int count, int leastCases)
    {
        Seeded.Holds(output, policies, PolicySketches.Smaller, count, statements => Compare(PolicySketches.Document(statements), callers));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_cases} questions compared, {_precise} of them decided on both sides without doubt; {string.Join(", ", _verdicts)}."));
        _cases.ShouldBeGreaterThanOrEqualTo(leastCases);

        // A proof over policies that all say the same would prove little.
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            _verdicts[verdict].ShouldBeGreaterThan(_cases / 100, $"{verdict} was hardly ever the answer");
        }
    }

    private protected void Compare(string text, ImmutableArray<CallerClass> callers)
    {
        var document = PolicyDocument.Parse(text);
        var policy = new AccessPolicy(document);
        var evaluator = new PolicyEvaluator(document);
        foreach (var caller in callers)
        {
            var world = SmallWorld.Of(caller, text);
            if (world.Size > MostRequests)
            {
                continue;
            }

            var tried = world.Try(evaluator);
            foreach (var route in SmallWorld.Routes)
            {
                Compare(policy, evaluator, world, tried, caller, route, AccessQuestion.Allowed);
                Compare(policy, evaluator, world, tried, caller, route, AccessQuestion.NotDenied);
            }
        }
    }

    private void Compare(
        AccessPolicy policy,
        PolicyEvaluator evaluator,
        SmallWorld world,
        TriedRequests tried,
        CallerClass caller,
        RouteTarget route,
        AccessQuestion question)
    {
        var answer = policy.Ask(caller, route, question);
        var context = $"{question} {route} for {caller.Identity.Kind} {caller.Network.Kind}: {answer.Verdict}, {answer.Because}";
        var certain = tried.Verdict(decision => Certainly(decision, question), route);
        var possible = tried.Verdict(decision => Possibly(decision, question), route);
        _cases++;
        _verdicts[answer.Verdict] = _verdicts.GetValueOrDefault(answer.Verdict) + 1;

        if (answer.Verdict == Verdict.No)
        {
            certain.ShouldBe(Verdict.No, context);
            answer.Witness.ShouldBeNull(context);
        }
        else
        {
            IsOfThisRoute(answer.Witness?.Request.Resource ?? "", route).ShouldBeTrue(context);
            IsOfTheseCallers(answer.Witness?.Request, caller).ShouldBeTrue(context);
            Possibly(evaluator.Decide(answer.Witness?.Request ?? throw new InvalidOperationException(context)), question)
                .ShouldBeTrue(context);
        }

        CompareCombinations(answer, evaluator, world, tried, caller, route, question, context);
        if (certain != possible)
        {
            // An unknown operator or variable: what is certain one way or the other must still be said.
            (certain == Verdict.Yes && answer.Verdict != Verdict.Yes).ShouldBeFalse(context);
            (possible == Verdict.No && answer.Verdict != Verdict.No).ShouldBeFalse(context);
            return;
        }

        _precise++;
        if (answer.Verdict != certain)
        {
            // The solver may know a request that the small world lacks; then it must show it, and for a yes under everything unknown.
            var witness = answer.Witness?.Request ?? throw new InvalidOperationException(context);
            var shown = answer.Verdict == Verdict.Yes ? world.Under(witness) : certain == Verdict.No ? [witness] : [];
            shown.Any().ShouldBeTrue($"{context} but trying says {certain}");
            shown.All(request => Certainly(evaluator.Decide(request), question)
                || (answer.Verdict == Verdict.Depends && Possibly(evaluator.Decide(request), question)))
                .ShouldBeTrue($"{context} but trying says {certain}");
        }

        if (!tried.HasUnknown && tried.HangsOnReferer(decision => Certainly(decision, question), route))
        {
            answer.SpoofableKeys.ShouldContain("aws:Referer", context);
        }

        if (caller.Network.Kind == CallerNetworkKind.Internet)
        {
            foreach (var address in SmallWorld.PublicAddresses.Where(_ => policy.Document.Statements.Any(
                statement => statement.Conditions.Any(condition => condition.Key == "aws:SourceIp"))))
            {
                var isAdmitted = tried.Verdict(decision => Certainly(decision, question), route, address) == Verdict.Yes;
                if (isAdmitted != answer.Addresses.Set.Contains(address))
                {
                    isAdmitted.ShouldBeFalse($"{context}: {address} is not among {answer.Addresses}");
                    var single = new CallerClass(caller.Identity, CallerNetwork.InternetFrom(AddressSet.Of([address])));
                    var witness = policy.Ask(single, route, question).Witness;
                    world.Under(witness?.Request ?? throw new InvalidOperationException(context))
                        .All(request => Certainly(evaluator.Decide(request), question))
                        .ShouldBeTrue($"{context}: {address}");
                }
            }
        }
    }

    // Each combination is shown by a request of its own that fits what it says, and together they are all that gets in.
    private static void CompareCombinations(
        AccessAnswer answer,
        PolicyEvaluator evaluator,
        SmallWorld world,
        TriedRequests tried,
        CallerClass caller,
        RouteTarget route,
        AccessQuestion question,
        string context)
    {
        answer.Combinations.IsEmpty.ShouldBe(answer.Verdict == Verdict.No, context);
        foreach (var combination in answer.Combinations)
        {
            var request = combination.Witness.Request;
            IsOfThisRoute(request.Resource, route).ShouldBeTrue(context);
            IsOfTheseCallers(request, caller).ShouldBeTrue(context);
            IsWithin(request, combination).ShouldBeTrue($"{context}: {combination} shows {combination.Witness}");
            Possibly(evaluator.Decide(request), question).ShouldBeTrue($"{context}: {combination.Witness}");
            combination.DependsOn.IsEmpty.ShouldBe(combination.IsCertain, context);
            if (combination.IsCertain && !tried.HasUnknown && answer.Verdict == Verdict.Yes && evaluator.Decide(request).DependsOn.IsEmpty)
            {
                Certainly(evaluator.Decide(request), question).ShouldBeTrue($"{context}: {combination.Witness}");
            }
        }

        foreach (var request in world.Admitted(tried, route, decision => Certainly(decision, question)))
        {
            answer.Combinations.Any(combination => IsWithin(request, combination))
                .ShouldBeTrue($"{context}: nothing tells of {request.Principal} "
                    + $"{string.Join(' ', request.Context.Select(pair => $"{pair.Key} {pair.Value[0]}"))}");
        }
    }

    private static bool IsWithin(PolicyRequest request, AdmittedCombination combination)
    {
        var (who, endpoints) = (combination.Principals, combination.Endpoints);
        return IsFrom(request, combination)
            && (request.Principal is not { } principal
                || who.Anyone
                || who.WholeAccounts.Any(account => Fits(account, principal.AccountId))
                || who.Accounts.Any(account => Fits(account, principal.AccountId))
                || who.Organizations.Any(organization => request.Values("aws:PrincipalOrgID").Contains(organization))
                || who.UniqueIds.Any(id => request.Values("aws:userid").Any(value => Fits(id, value)))
                || (who.Accounts is [] && who.Organizations is [] && who.UniqueIds is []));

        // A pattern of accounts is told as it stands there.
        static bool Fits(string pattern, string account) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, account);

        bool IsFrom(PolicyRequest each, AdmittedCombination from) => each.Values("aws:SourceIp") is [var address]
            ? from.Addresses.Set.Contains(address)
            : endpoints.Anyone
                || ((endpoints.EndpointIds is [] || endpoints.EndpointIds.Intersect(each.Values("aws:SourceVpce")).Any())
                    && (endpoints.VpcIds is [] || endpoints.VpcIds.Intersect(each.Values("aws:SourceVpc")).Any()));
    }

    private static bool Certainly(PolicyDecision decision, AccessQuestion question) =>
        question == AccessQuestion.Allowed ? decision.Kind == DecisionKind.Allowed : !decision.MayBeDenied;

    private static bool Possibly(PolicyDecision decision, AccessQuestion question) =>
        question == AccessQuestion.Allowed ? decision.MayBeAllowed : decision.Kind != DecisionKind.ExplicitlyDenied;

    private static bool IsOfThisRoute(string resource, RouteTarget route) =>
        !route.TakenFirst.Any(other => IsOfThisRoute(resource, other)) && Patterns.GetOrAdd(route, Pattern).IsMatch(resource);

    private static Regex Pattern(RouteTarget route)
    {
        var path = Regex.Escape(route.Path.TrimStart('/'))
            .Replace(@"\{id}", "[^/]+", StringComparison.Ordinal)
            .Replace(@"\{proxy\+}", ".+", StringComparison.Ordinal);
        return new($"^{Regex.Escape(route.ApiArn)}/{route.Stage}/({string.Join('|', route.Verbs)})/{path}$");
    }

    private static bool IsOfTheseCallers(PolicyRequest? request, CallerClass caller)
    {
        if (request is null || request.Principal is not null != caller.Identity.IsSigned)
        {
            return false;
        }

        var isInternet = caller.Network.Kind == CallerNetworkKind.Internet;
        return isInternet == request.Values("aws:SourceVpce").IsEmpty
            && isInternet == request.Values("aws:VpcSourceIp").IsEmpty
            && (isInternet
                ? AddressSet.PublicInternet.Contains(request.Values("aws:SourceIp").Single())
                : request.Values("aws:SourceIp").IsEmpty)
            && (caller.Identity.AccountId is not { } account || request.Principal?.AccountId == account)
            && (caller.Network.Kind != CallerNetworkKind.ListedEndpoints
                || caller.Network.Endpoints.Any(endpoint => endpoint.Id == request.Values("aws:SourceVpce")[0]))
            && (caller.Network.Kind != CallerNetworkKind.OtherEndpoints
                || caller.Network.Endpoints.All(endpoint => endpoint.Id != request.Values("aws:SourceVpce")[0]));
    }
}
