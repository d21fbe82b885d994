namespace Crm.Sdk.Surveys;

/// <summary>What a request and its answers are about: the exchange, the product, the person who served (SV-3). Each may be null.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Interaction">The interaction.</param>
/// <param name="Product">The product's key.</param>
/// <param name="Employee">The key of the employee who served.</param>
public sealed record SurveySubject(InteractionId? Interaction = null, string? Product = null, string? Employee = null)
{
    /// <summary>About nothing in particular.</summary>
    public static SurveySubject None { get; } = new();

    internal void Check(string kind)
    {
        Require.NotEmpty(Product, $"{kind}.product");
        Require.NotEmpty(Employee, $"{kind}.employee");
    }
}
