namespace Crm.Sdk.Care;

/// <summary>A template cannot be meant as it is written: which template, where in it, what is wrong, and what would be right.</summary>
public sealed class TemplateException : CrmException
{
    /// <summary>Makes an error.</summary>
    /// <param name="code">One of <see cref="CareErrorCodes"/>.</param>
    /// <param name="template">The template's name, with the language and the part that is meant: <c>birthday (zh, body)</c>.</param>
    /// <param name="line">The line in that part, from 1; 0 for the whole.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public TemplateException(string code, string template, int line, string message, Exception? innerException = null)
        : base(code, line > 0 ? $"template {template}, line {line}: {message}" : $"template {template}: {message}", innerException)
    {
        Template = template;
        Line = line;
    }

    /// <summary>The template's name, with the language and the part that is meant.</summary>
    public string Template { get; }

    /// <summary>The line in that part, from 1; 0 for the whole.</summary>
    public int Line { get; }
}
