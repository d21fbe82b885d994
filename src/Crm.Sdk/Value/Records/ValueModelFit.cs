using NodaTime;

namespace Crm.Sdk.Value;

/// <summary>A value model that was fitted to a tenant's customers, as it is kept: everything from which its predictions come out the same again (VA-2).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ValueModelFit
{
    /// <summary>The version of the formulas; a change of what the same parameters predict makes a new one.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The fit's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The model's name, of <see cref="ValueModelNames"/>.</summary>
    public required string Model { get; init; }

    /// <summary>The version of the formulas.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The end of the observation.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The zone of its days, an id of the IANA database.</summary>
    public required string Zone { get; init; }

    /// <summary>The unit of time of the parameters.</summary>
    public required TimeUnit Unit { get; init; }

    /// <summary>The currency of spend.</summary>
    public required string Currency { get; init; }

    /// <summary>When it was fitted.</summary>
    public required Instant FittedAt { get; init; }

    /// <summary>The parameters with their standard errors.</summary>
    public required ValueList<ModelParameter> Parameters { get; init; }

    /// <summary>The logarithm of the likelihood.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>How many customers it was fitted to.</summary>
    public required long Customers { get; init; }

    /// <summary>How many of them differ.</summary>
    public required long Rows { get; init; }

    /// <summary>How many steps the search took.</summary>
    public required long Iterations { get; init; }

    /// <summary>Whether the search ended where the gradient is as good as none.</summary>
    public required bool Converged { get; init; }

    /// <summary>Reasons to doubt it.</summary>
    public ValueList<FitWarning> Warnings { get; init; } = [];

    /// <summary>A parameter's value.</summary>
    /// <exception cref="CrmException">CRM6006: the fit does not have it.</exception>
    public double Of(string parameter) => Parameters.FirstOrDefault(p => p.Name == parameter)?.Value
        ?? throw new CrmException(ValueErrorCodes.BadFit, $"Fit {Id} of model '{Model}' lacks the parameter '{parameter}'; fit the model again.");

    /// <summary>The fitted model of purchases.</summary>
    /// <exception cref="CrmException">CRM6001: it is no model of purchases. CRM6006: a parameter is missing, or the version is not this one's.</exception>
    public IPurchaseModel ToPurchaseModel()
    {
        RequireVersion();
        return Model switch
        {
            ValueModelNames.BgNbd => new BgNbdModel(Of("r"), Of("alpha"), Of("a"), Of("b")),
            ValueModelNames.ParetoNbd => new ParetoNbdModel(Of("r"), Of("alpha"), Of("s"), Of("beta")),
            _ => throw ValueModelRules.Unknown(Model, ValueModelNames.OfPurchases),
        };
    }

    /// <summary>The fitted model of spend.</summary>
    /// <inheritdoc cref="ToPurchaseModel"/>
    public GammaGammaModel ToSpendModel()
    {
        RequireVersion();
        return Model == ValueModelNames.GammaGamma ? new GammaGammaModel(Of("p"), Of("q"), Of("gamma")) : throw ValueModelRules.Unknown(Model, [ValueModelNames.GammaGamma]);
    }

    private void RequireVersion()
    {
        if (Version != CurrentVersion)
        {
            throw new CrmException(ValueErrorCodes.BadFit, $"Fit {Id} of model '{Model}' is of version {Version}, and this release computes version {CurrentVersion}; fit the model again.");
        }
    }
}
