namespace Crm.Sdk.Value;

/// <summary>A likelihood over weighted rows in the logarithms of its parameters, as a sum that can be taken in parts.</summary>
internal interface ILikelihood
{
    /// <summary>The names of the parameters.</summary>
    ValueList<string> Names { get; }

    /// <summary>How many rows there are.</summary>
    int Rows { get; }

    /// <summary>The sum of the weights.</summary>
    double Weight { get; }

    /// <summary>What all rows share at given parameters, such as tables by x.</summary>
    ILikelihoodPoint At(ReadOnlySpan<double> parameters);
}
