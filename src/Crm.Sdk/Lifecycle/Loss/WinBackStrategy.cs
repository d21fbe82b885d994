namespace Crm.Sdk.Lifecycle;

/// <summary>A way of winning customers back, and for whom.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Code">Its name for ever.</param>
/// <param name="Action">What is done: a code of <see cref="WinBackActions"/> or another one.</param>
/// <param name="Reasons">For which reasons of loss; none for every one, and where none is known.</param>
/// <param name="Values">For which labels of value; none for every one, and where there is none.</param>
public sealed record WinBackStrategy(string Code, string Action, ValueList<string> Reasons, ValueList<string> Values)
{
    /// <summary>Whether it is for customers of a reason and a value.</summary>
    /// <param name="reason">The reason of loss; null where none is known.</param>
    /// <param name="value">The label of value; null where there is none.</param>
    public bool Fits(string? reason, string? value) => (Reasons.IsEmpty || (reason is not null && Reasons.Contains(reason))) && (Values.IsEmpty || (value is not null && Values.Contains(value)));
}
