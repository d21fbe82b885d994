namespace Crm.Sdk.Credit;

/// <summary>A characteristic as files have it.</summary>
internal sealed record CharacteristicForm(string Code, double Coefficient, BinForm[] Bins);
