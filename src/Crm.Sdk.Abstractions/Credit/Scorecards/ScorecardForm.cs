namespace Crm.Sdk.Credit;

/// <summary>A scorecard as files have it.</summary>
internal sealed record ScorecardForm(string Id, int Version, ScalingForm Scaling, double Intercept, CharacteristicForm[] Characteristics);
