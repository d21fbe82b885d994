namespace Crm.Sdk.Care;

/// <summary>A call of a function that one message waits for.</summary>
internal sealed class PendingCall(string function, TemplateCall call)
{
    public string Function => function;

    public TemplateCall Call => call;

    public string? Answer { get; set; }

    public string? Failure { get; set; }
}
