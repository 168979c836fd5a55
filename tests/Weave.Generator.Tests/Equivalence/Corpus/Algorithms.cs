using Weave;

namespace Corpus.Algorithms;

/// <summary>In the manner of collections of algorithms with unit tests: generic containers, recursion with backtracking, heaps, graphs, matrices, parsers.</summary>
public static partial class Sample
{
    // Trap: backtracking that changes a shared board and puts it back in a finally block.
    [Fragment, Case(5)]
    public static int Queens(int n)
    {
        var columns = new bool[n];
        var (up, down) = (new HashSet<int>(), new HashSet<int>());
        return Place(0, columns, up, down);
    }

    [Fragment]
    static int Place(int row, bool[] columns, HashSet<int> up, HashSet<int> down)
    {
        if (row == columns.Length)
            return 1;
        var found = 0;
        for (var c = 0; c < columns.Length; c++)
        {
            if (columns[c] || !up.Add(row + c))
                continue;
            if (!down.Add(row - c))
            {
                up.Remove(row + c);
                continue;
            }
            columns[c] = true;
            try
            {
                found += Place(row + 1, columns, up, down);
            }
            finally
            {
                columns[c] = false;
                up.Remove(row + c);
                down.Remove(row - c);
            }
        }
        return found;
    }

    public class Node<TKey, TValue>(TKey key, TValue value)
        where TKey : IComparable<TKey>
    {
        public TKey Key { get; } = key;

        public TValue Value { get; set; } = value;

        public Node<TKey, TValue>? Left, Right;

        public int Height = 1;
    }

    /// <summary>A balanced tree.</summary>
    public sealed partial class Tree<TKey, TValue>
        where TKey : IComparable<TKey>
    {
        Node<TKey, TValue>? root;

        public int Count { get; private set; }

        [Fragment]
        public void Add(TKey key, TValue value) => root = Add(root, key, value);

        [Fragment]
        Node<TKey, TValue> Add(Node<TKey, TValue>? node, TKey key, TValue value)
        {
            if (node is null)
            {
                Count++;
                return new(key, value);
            }
            switch (key.CompareTo(node.Key))
            {
                case < 0:
                    node.Left = Add(node.Left, key, value);
                    break;
                case > 0:
                    node.Right = Add(node.Right, key, value);
                    break;
                default:
                    node.Value = value;
                    return node;
            }
            return Balance(node);
        }

        static int HeightOf(Node<TKey, TValue>? node) => node?.Height ?? 0;

        static Node<TKey, TValue> Balance(Node<TKey, TValue> node)
        {
            node.Height = 1 + Math.Max(HeightOf(node.Left), HeightOf(node.Right));
            switch (HeightOf(node.Left) - HeightOf(node.Right))
            {
                case > 1:
                    if (HeightOf(node.Left!.Left) < HeightOf(node.Left.Right))
                        node.Left = Rotate(node.Left, left: true);
                    return Rotate(node, left: false);
                case < -1:
                    if (HeightOf(node.Right!.Right) < HeightOf(node.Right.Left))
                        node.Right = Rotate(node.Right, left: false);
                    return Rotate(node, left: true);
                default:
                    return node;
            }
        }

        static Node<TKey, TValue> Rotate(Node<TKey, TValue> node, bool left)
        {
            var pivot = left ? node.Right! : node.Left!;
            if (left)
                (node.Right, pivot.Left) = (pivot.Left, node);
            else
                (node.Left, pivot.Right) = (pivot.Right, node);
            node.Height = 1 + Math.Max(HeightOf(node.Left), HeightOf(node.Right));
            pivot.Height = 1 + Math.Max(HeightOf(pivot.Left), HeightOf(pivot.Right));
            return pivot;
        }

        [Fragment]
        public List<(TKey Key, TValue Value)> InOrder()
        {
            var (all, stack, node) = (new List<(TKey, TValue)>(), new Stack<Node<TKey, TValue>>(), root);
            while (node is not null || stack.Count > 0)
            {
                for (; node is not null; node = node.Left)
                    stack.Push(node);
                node = stack.Pop();
                all.Add((node.Key, node.Value));
                node = node.Right;
            }
            return all;
        }
    }

    // Trap: generic classes, recursion over ref-like links, tuples swapped in place.
    [Fragment, Case(9)]
    public static string Balanced(int n)
    {
        var tree = new Tree<string, int>();
        for (var i = 0; i < n; i++)
            tree.Add(((char)('a' + i * 7 % n)).ToString(), Stop.Int(i));
        tree.Add("a", -1);
        return tree.Count + string.Join(" ", tree.InOrder());
    }

    // Trap: two-dimensional and jagged arrays as places with cuts in their indices.
    [Fragment, Case(3)]
    public static string Matrices(int n)
    {
        var m = new int[n, n];
        var jagged = new long[n][];
        for (var r = 0; r < n; r++)
        {
            jagged[r] = new long[r + 1];
            for (var c = 0; c < n; c++)
            {
                m[r, c] = r * n + c;
                m[r, c] ^= Stop.Int(c) & m[c, r];
                if (c <= r)
                    jagged[r][c] += (c == 0 ? 1 : jagged[r - 1][c - 1]) + (c < r ? jagged[Stop.Int(r - 1)][c] : 0);
            }
        }
        (m[0, 0], m[n - 1, n - 1]) = (m[n - 1, n - 1] + Stop.Int(1), m[0, 0]);
        return string.Join(",", m.Cast<int>()) + string.Join(";", jagged.Select(static r => string.Join(",", r)));
    }

    // Trap: a shortest path with a priority queue, deconstruction with out variables, local functions.
    [Fragment, Case("ab4 ac1 cb2 bd5 cd8 de3", "e")]
    public static string Shortest(string edges, string to)
    {
        var graph = new Dictionary<string, List<(string To, int Cost)>>();
        foreach (var edge in edges.Split(' '))
        {
            if (!graph.TryGetValue(edge[..1], out var list))
                graph[edge[..1]] = list = [];
            list.Add((edge[1..2], int.Parse(edge[2..])));
        }
        var best = new SortedDictionary<string, (int Cost, string? From)> { ["a"] = (0, null) };
        var queue = new PriorityQueue<string, int>();
        queue.Enqueue("a", 0);
        while (queue.TryDequeue(out var at, out var cost))
        {
            if (cost > best[at].Cost || !graph.TryGetValue(at, out var next))
                continue;
            foreach (var (neighbour, step) in next)
            {
                var total = cost + Stop.Int(step);
                if (best.TryGetValue(neighbour, out var known) && known.Cost <= total)
                    continue;
                best[neighbour] = (total, at);
                queue.Enqueue(neighbour, total);
            }
        }
        var path = new LinkedList<string>();
        for (var node = to; node is not null; node = best[node].From)
            path.AddFirst(node);
        return string.Join(">", path) + best[to].Cost;
    }

    // Trap: a recursive-descent parser with its position in a field, mutual recursion, loops on the next character.
    [Fragment, Case("2*(3+4)-10/(7-2)"), Case("1+"), Case("(1"), Case("8/(2-2)")]
    public static string Parsed(string text)
    {
        var parser = new Parser(text);
        try
        {
            var value = parser.Sum();
            return parser.AtEnd ? value.ToString() : "rest";
        }
        catch (FormatException e)
        {
            return e.Message;
        }
        catch (DivideByZeroException) when (parser.AtEnd)
        {
            return "zero" + Stop.Int(0);
        }
    }

    public sealed partial class Parser(string text)
    {
        int at;

        public bool AtEnd => at == text.Length;

        char Next => AtEnd ? '\0' : text[at];

        [Fragment]
        public int Sum()
        {
            var value = Product();
            while (Next is '+' or '-')
                value = text[at++] == '+' ? value + Product() : value - Product();
            return value;
        }

        [Fragment]
        int Product()
        {
            var value = Atom();
            for (; ; )
            {
                switch (Next)
                {
                    case '*':
                        at++;
                        value *= Atom();
                        continue;
                    case '/':
                        at++;
                        value /= Atom();
                        continue;
                    default:
                        return value;
                }
            }
        }

        [Fragment]
        int Atom()
        {
            if (Next == '(')
            {
                at++;
                var inner = Sum();
                return text.Length > at && text[at++] == ')' ? inner : throw new FormatException($"')' at {at}");
            }
            var start = at;
            while (char.IsDigit(Next))
                at++;
            return at > start ? int.Parse(text.AsSpan(start, at - start)) : throw new FormatException($"digit at {at}");
        }
    }

    // Trap: sorting in place with recursion on both sides, a pivot in a ref local, delegates as comparers.
    [Fragment]
    public static void Quick<T>(T[] items, int low, int high, IComparer<T> order)
    {
        while (low < high)
        {
            var (i, j, pivot) = (low, high, items[(low + high) >>> 1]);
            do
            {
                while (order.Compare(items[i], pivot) < 0)
                    i++;
                while (order.Compare(items[j], pivot) > 0)
                    j--;
                if (i > j)
                    break;
                (items[i++], items[j--]) = (items[j], items[i]);
            }
            while (i <= j);
            Quick(items, low, j, order);
            low = i;
        }
    }

    [Fragment, Case(9)]
    public static string Sorted(int n)
    {
        var items = new int[n];
        var seed = 17u;
        for (var i = 0; i < n; i++)
            items[i] = (int)((seed = seed * 1664525 + 1013904223) >> 24) - Stop.Int(100);
        Quick(items, 0, n - 1, Comparer<int>.Default);
        return string.Join(" ", items);
    }

    // Trap: memoised recursion that fills a dictionary while callers hold values read from it.
    [Fragment, Case("kitten", "sitting")]
    public static int Distance(string a, string b) => Distance(a, b, a.Length, b.Length, []);

    [Fragment]
    static int Distance(string a, string b, int i, int j, Dictionary<(int, int), int> memo)
    {
        if (i == 0 || j == 0)
            return i + j;
        if (memo.TryGetValue((i, j), out var known))
            return known;
        return memo[(i, j)] = a[i - 1] == b[j - 1]
            ? Distance(a, b, i - 1, j - 1, memo)
            : 1 + Math.Min(Distance(a, b, i - 1, j - 1, memo), Math.Min(Distance(a, b, i, j - 1, memo), Distance(a, b, i - 1, j, memo)));
    }
}
