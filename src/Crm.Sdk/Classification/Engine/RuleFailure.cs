namespace Crm.Sdk.Classification;

/// <summary>That a rule threw for a customer, who keeps the label it had. Holds nothing of the plugin.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="ExceptionType">The full name of the exception's type.</param>
/// <param name="Message">The exception's text.</param>
public sealed record RuleFailure(CustomerId Customer, string ExceptionType, string Message);
