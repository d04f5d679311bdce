using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Waf;

/// <summary>
/// Requests that meet all of: an address of a set, a country of a set, what headers with forwarded addresses hold, and answers to
/// questions.
/// </summary>
internal sealed record RequestBox
{
    private static readonly ImmutableSortedDictionary<RequestAtom, bool> NoAnswers =
        ImmutableSortedDictionary.Create<RequestAtom, bool>(Comparer<RequestAtom>.Create((left, right) => left.Id.CompareTo(right.Id)));

    // A bit or more for each answer: where one is missing, so is an answer. Most boxes are told apart by it, and there are hundreds to
    // compare with hundreds.
    private readonly ulong _marks;

    /// <summary>Every request.</summary>
    public static RequestBox Everything { get; } = new();

    public AddressSet Addresses { get; init; } = AddressSet.Everything;

    public WebAclCountries Countries { get; init; } = WebAclCountries.Everywhere;

    public ImmutableSortedDictionary<string, WebAclForwardedAddresses> Forwarded { get; init; } = ImmutableSortedDictionary.Create<string, WebAclForwardedAddresses>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<RequestAtom, bool> Answers
    {
        get;
        init
        {
            field = value;
            _marks = value.Aggregate(0UL, (marks, answer) => marks | MarkOf(answer.Key, answer.Value));
        }
    } = NoAnswers;

    public static RequestBox Of(WebAclForwardedAddresses forwarded) =>
        Everything with { Forwarded = Everything.Forwarded.Add(forwarded.Header, forwarded) };

    public static RequestBox Of(RequestAtom atom, bool holds) => Everything with { Answers = NoAnswers.Add(atom, holds) };

    /// <summary>The requests in both; <see langword="null"/> when there is none.</summary>
    public RequestBox? Intersect(RequestBox other)
    {
        var addresses = Addresses.Intersect(other.Addresses);
        var countries = Countries.Intersect(other.Countries);
        if (addresses.IsEmpty || countries.IsEmpty)
        {
            return null;
        }

        var forwarded = Forwarded;
        foreach (var (header, values) in other.Forwarded)
        {
            var both = forwarded.TryGetValue(header, out var own) ? own.Intersect(values) : values;
            if (both.IsEmpty)
            {
                return null;
            }

            forwarded = forwarded.SetItem(header, both);
        }

        var answers = Answers;
        foreach (var (atom, holds) in other.Answers)
        {
            if (answers.TryGetValue(atom, out var own))
            {
                if (own != holds)
                {
                    return null;
                }
            }
            else if (Answers.Any(answer => RequestAtom.Contradict(answer.Key, answer.Value, atom, holds)))
            {
                return null;
            }
            else
            {
                answers = answers.Add(atom, holds);
            }
        }

        return new() { Addresses = addresses, Countries = countries, Forwarded = forwarded, Answers = answers };
    }

    /// <summary>The requests that are not in it, as a union.</summary>
    public IEnumerable<RequestBox> Complement()
    {
        if (!Addresses.Equals(AddressSet.Everything))
        {
            yield return Everything with { Addresses = Addresses.Complement() };
        }

        if (!Countries.IsEverywhere)
        {
            yield return Everything with { Countries = Countries.Complement() };
        }

        foreach (var values in Forwarded.Values.Where(values => !values.IsAnything))
        {
            yield return Of(values.Complement());
        }

        foreach (var (atom, holds) in Answers)
        {
            yield return Of(atom, !holds);
        }
    }

    public bool IsSubsetOf(RequestBox other) =>
        (other._marks & ~_marks) == 0
        && other.Answers.All(answer => Answers.TryGetValue(answer.Key, out var holds) && holds == answer.Value)
        && other.Forwarded.All(pair => pair.Value.IsAnything
            || (Forwarded.TryGetValue(pair.Key, out var own) && own.IsSubsetOf(pair.Value)))
        && Countries.IsSubsetOf(other.Countries)
        && Addresses.IsSubsetOf(other.Addresses);

    /// <summary>The same without the answers that any caller can be sure of.</summary>
    public RequestBox WithoutAvoidable() =>
        Answers.Any(IsAvoided) ? this with { Answers = Answers.RemoveRange(Answers.Where(IsAvoided).Select(answer => answer.Key)) } : this;

    /// <summary>Whether only the addresses differ.</summary>
    public bool DiffersInAddressesOnly(RequestBox other) => SameAnswers(other) && Countries.Equals(other.Countries) && SameForwarded(other);

    /// <summary>Whether only the countries differ.</summary>
    public bool DiffersInCountriesOnly(RequestBox other) => SameAnswers(other) && Addresses.Equals(other.Addresses) && SameForwarded(other);

    private static ulong MarkOf(RequestAtom atom, bool holds) => 1UL << (((atom.Id * 2) + (holds ? 1 : 0)) % 64);

    private static bool IsAvoided(KeyValuePair<RequestAtom, bool> answer) =>
        answer is { Key: { Text: null, IsAvoidable: true }, Value: false };

    private bool SameAnswers(RequestBox other) =>
        _marks == other._marks && Answers.Count == other.Answers.Count && Answers.SequenceEqual(other.Answers);

    private bool SameForwarded(RequestBox other) => Forwarded.Count == other.Forwarded.Count && Forwarded.SequenceEqual(other.Forwarded);
}
