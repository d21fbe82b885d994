namespace Crm.Sdk.Value;

/// <summary>The part of a fit that no condition names, since stored fields know no floating point: numbers keep every bit as JSON.</summary>
internal sealed record FitPayload(IReadOnlyList<ModelParameter> Parameters, double LogLikelihood, IReadOnlyList<FitPayload.Warning> Warnings)
{
    public sealed record Warning(string Code, IReadOnlyList<double> Figures);
}
