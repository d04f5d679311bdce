using Auditor.Core.Inventory;

namespace Auditor.Testing.Rules;

/// <summary>
/// Tests of a rule that bring what the tests of all rules try it on, so that a new rule need not be added to estates of others.
/// </summary>
public interface IExampleEstate
{
    /// <summary>An estate in which the rule flags something.</summary>
    /// <param name="name">What APIs are called in it: strangers chose it.</param>
    static abstract Estate WithSomethingWrong(string name);
}
