namespace Crm.Sdk.Value;

/// <summary>Which model to fit to which time.</summary>
/// <param name="Model">The model's name, of <see cref="ValueModelNames"/>.</param>
/// <param name="Until">The end of calibration; everything up to it counts.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ValueFitRequest(string Model, AsOf Until)
{
    /// <summary>The unit of time of the parameters.</summary>
    public TimeUnit Unit { get; init; } = TimeUnit.Week;

    /// <summary>How it is fitted, and when it is refused.</summary>
    public FitOptions Options { get; init; } = FitOptions.Default;
}
