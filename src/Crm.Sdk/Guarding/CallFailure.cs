namespace Crm.Sdk.Guarding;

/// <summary>What is kept of an exception of a plugin: an exception itself would keep the plugin's code in memory.</summary>
internal sealed record CallFailure(string ExceptionType, string Message)
{
    public static CallFailure Of(Exception exception) => new(exception.GetType().FullName ?? exception.GetType().Name, exception.Message);
}
