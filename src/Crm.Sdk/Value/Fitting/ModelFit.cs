namespace Crm.Sdk.Value;

/// <summary>A fitted model with what tells how good the fit is.</summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ModelFit<TModel>
{
    /// <summary>The model with the fitted parameters.</summary>
    public required TModel Model { get; init; }

    /// <summary>The parameters with their standard errors.</summary>
    public required ValueList<ModelParameter> Parameters { get; init; }

    /// <summary>The logarithm of the likelihood of all customers.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>How many customers it was fitted to.</summary>
    public required long Customers { get; init; }

    /// <summary>How many of them differ.</summary>
    public required int Rows { get; init; }

    /// <summary>How many steps the search over all rows took.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether the search ended where the gradient is as good as none.</summary>
    public required bool Converged { get; init; }

    /// <summary>Reasons to doubt the fit.</summary>
    public ValueList<FitWarning> Warnings { get; init; } = [];
}
