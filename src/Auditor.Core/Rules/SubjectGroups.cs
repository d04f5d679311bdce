using Auditor.Core.Inventory;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>
/// Divides what rules look at into pieces that can be looked at side by side: what is known of an API is worked out where it is asked for.
/// </summary>
internal static class SubjectGroups
{
    private const int MostOthers = 64;

    /// <summary>Subjects that follow each other: all of an API, or some that belong to none.</summary>
    public static IReadOnlyList<IReadOnlyList<Subject>> Of(IReadOnlyList<Subject> subjects)
    {
        var groups = new List<IReadOnlyList<Subject>>();
        var group = new List<Subject>();
        Api? around = null;
        foreach (var subject in subjects)
        {
            var api = SubjectApi.Of(subject);
            if (group.Count > 0 && (!ReferenceEquals(api, around) || (api is null && group.Count >= MostOthers)))
            {
                groups.Add(group);
                group = [];
            }

            around = api;
            group.Add(subject);
        }

        if (group.Count > 0)
        {
            groups.Add(group);
        }

        return groups;
    }
}
