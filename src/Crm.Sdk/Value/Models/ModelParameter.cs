namespace Crm.Sdk.Value;

/// <summary>A parameter of a value model.</summary>
/// <param name="Name">Its name, as the literature has it: <c>r</c>, <c>alpha</c>.</param>
/// <param name="Value">Its value, above 0.</param>
/// <param name="StandardError">The standard error from the observed information; null where it was not computed or the likelihood is too flat to have one.</param>
public sealed record ModelParameter(string Name, double Value, double? StandardError = null);
