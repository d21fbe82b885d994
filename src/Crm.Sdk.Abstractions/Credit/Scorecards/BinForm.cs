namespace Crm.Sdk.Credit;

/// <summary>A class of values as files have it.</summary>
internal sealed record BinForm(double? From = null, double? Below = null, string[]? Texts = null, bool? Nothing = null, long Good = 0, long Bad = 0, double Weight = 0);
