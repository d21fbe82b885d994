namespace Crm.Sdk.Care;

/// <summary>What the values of a variable are.</summary>
public enum TemplateVariableType
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number, written as the language does.</summary>
    Number,

    /// <summary>An amount of money, with its currency.</summary>
    Money,

    /// <summary>A date, written as the language does.</summary>
    Date,

    /// <summary>Whether something holds; only for <c>{{#if}}</c>.</summary>
    Truth,

    /// <summary>A list, for <c>{{#each}}</c>.</summary>
    List,
}
