namespace Crm.Sdk.Classification;

/// <summary>How many customers of a class reached its goal.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Label">The label.</param>
/// <param name="Goal">The goal.</param>
/// <param name="Customers">How many customers had the label then.</param>
/// <param name="Reached">How many of them have reached the goal now.</param>
public sealed record GoalAttainment(string Dimension, string Label, ClassGoal Goal, long Customers, long Reached)
{
    /// <summary>The part that reached it, 0 to 1; null where nobody had the label.</summary>
    public double? Share => Customers == 0 ? null : (double)Reached / Customers;
}
