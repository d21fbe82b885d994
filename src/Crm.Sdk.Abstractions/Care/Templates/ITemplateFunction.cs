namespace Crm.Sdk.Care;

/// <summary>Extension point: a function that templates call, such as <c>{{acme.salutation customer.name}}</c>.</summary>
/// <remarks>
/// Implementations are thread-safe, and answer the same to the same call. They are asked behind the plugin's guard, for many messages at a time, before the text is put together; what they answer is encoded for
/// the message's format like any other value. A call that fails leaves out the messages that need it, with the reason.
/// </remarks>
public interface ITemplateFunction
{
    /// <summary>The name: a code that begins with the plugin's prefix, such as <c>acme.salutation</c>. Constant.</summary>
    string Name { get; }

    /// <summary>The least number of arguments. Constant.</summary>
    int MinArguments { get; }

    /// <summary>The greatest number of arguments, at most 8. Constant.</summary>
    int MaxArguments { get; }

    /// <summary>Answers calls. The answer to one does not depend on which others are asked.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="cancellationToken">Cancelled at the deadline.</param>
    /// <returns>One text for each call, in their order; null where there is none, which leaves the message out as a variable without a value does.</returns>
    ValueTask<IReadOnlyList<string?>> ApplyAsync(IReadOnlyList<TemplateCall> calls, CancellationToken cancellationToken);
}
