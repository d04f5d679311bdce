using System.Collections.Immutable;
using System.Reflection;

namespace Auditor.Core.Rules;

/// <summary>Finds rule classes.</summary>
public static class RuleCatalogue
{
    /// <summary>One of each public rule class in an assembly, by id.</summary>
    /// <exception cref="RuleCatalogueException">A rule has no public parameterless constructor, or its constructor throws.</exception>
    public static ImmutableArray<Rule> From(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return
        [
            .. assembly.GetExportedTypes()
                .Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && type.IsAssignableTo(typeof(Rule)))
                .Select(Create)
                .OrderBy(rule => rule.Info.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Puts catalogues together.</summary>
    /// <exception cref="RuleCatalogueException">Two rules share an id, a name or an alias.</exception>
    public static ImmutableArray<Rule> Join(params IEnumerable<IEnumerable<Rule>> catalogues)
    {
        ImmutableArray<Rule> rules = [.. catalogues.SelectMany(rule => rule).OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)];
        var clash = rules
            .SelectMany(rule => new[] { rule.Info.Id, rule.Info.Name }.Select(name => (Name: name, Rule: rule)))
            .GroupBy(named => named.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(same => same.Count() > 1);
        return clash is null
            ? rules
            : throw new RuleCatalogueException(
                $"Two rules are called '{clash.Key}': "
                    + $"{string.Join(" and ", clash.Select(named => $"{named.Rule.GetType().FullName} in {named.Rule.GetType().Assembly.GetName().Name}"))}.");
    }

    private static Rule Create(Type type)
    {
        try
        {
            return Activator.CreateInstance(type) as Rule
                ?? throw new RuleCatalogueException($"'{type.FullName}' is no rule.");
        }
        catch (MissingMethodException)
        {
            throw new RuleCatalogueException($"Rule '{type.FullName}' has no public constructor without parameters.");
        }
        catch (TargetInvocationException exception)
        {
            throw new RuleCatalogueException($"Rule '{type.FullName}' cannot be made: {exception.InnerException?.Message}");
        }
    }
}
