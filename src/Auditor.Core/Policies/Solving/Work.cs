using System.Globalization;

namespace Auditor.Core.Policies.Solving;

/// <summary>
/// Counts the steps of one piece of work, and ends it when there are too many: the same for the same policy, on whatever machine.
/// </summary>
/// <param name="whole">Counts the steps of all pieces together; null where nobody wants to know.</param>
internal sealed class Work(WorkCounter? whole = null)
{
    /// <summary>Takes some milliseconds. The policies that people write take hundreds or thousands of steps.</summary>
    public const int MostSteps = 200_000;

    private int _steps;

    /// <exception cref="PolicyTooComplexException">The work is more than it may be.</exception>
    public void Spend(int steps)
    {
        _steps += steps;
        whole?.Add(steps);
        if (_steps > MostSteps)
        {
            throw new PolicyTooComplexException(string.Create(
                CultureInfo.InvariantCulture, $"its statements overlap in so many ways that {MostSteps:N0} steps do not tell them apart"));
        }
    }
}
