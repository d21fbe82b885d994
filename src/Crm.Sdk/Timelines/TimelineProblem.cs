namespace Crm.Sdk.Timelines;

/// <summary>A plugin's source that could not be shown, or not wholly: its entries are missing from the page.</summary>
/// <param name="Source">The plugin and its contribution.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record TimelineProblem(string Source, string Reason);
