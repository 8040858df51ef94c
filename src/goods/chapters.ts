/**
 * The 97 chapters of the Harmonized System (77 is reserved), labelled in our own words.
 * @module
 */
const text = `
01 Live animals
02 Meat and offal
03 Fish and shellfish
04 Dairy products, eggs, honey
05 Other products of animals
06 Live plants and cut flowers
07 Vegetables
08 Fruit and nuts
09 Coffee, tea and spices
10 Cereals
11 Flour, malt and starch
12 Oilseeds, other seeds and fodder
13 Gums and resins
14 Plant materials for plaiting
15 Fats and oils
16 Prepared meat and fish
17 Sugar and sweets
18 Cocoa and chocolate
19 Bakery and pasta
20 Prepared vegetables and fruit, juices
21 Other prepared food
22 Drinks and vinegar
23 Animal feed and food residues
24 Tobacco
25 Salt, stone and cement
26 Ores
27 Mineral fuels: coal, oil, gas, electricity
28 Inorganic chemicals and rare earths
29 Organic chemicals
30 Medicines
31 Fertilisers
32 Dyes and paints
33 Perfumes and cosmetics
34 Soap, waxes and cleaning agents
35 Glues, starches and enzymes
36 Explosives and matches
37 Photographic goods
38 Other chemical products
39 Plastics
40 Rubber and tyres
41 Hides and leather
42 Leather goods and bags
43 Furs
44 Wood
45 Cork
46 Basketwork
47 Wood pulp
48 Paper and board
49 Books and newspapers
50 Silk
51 Wool
52 Cotton
53 Other vegetable fibres
54 Man-made filaments
55 Man-made staple fibres
56 Felt, twine and nonwovens
57 Carpets
58 Special fabrics and lace
59 Coated fabrics
60 Knitted fabrics
61 Knitted clothing
62 Woven clothing
63 Other textile articles
64 Footwear
65 Hats
66 Umbrellas
67 Feathers and artificial flowers
68 Articles of stone and cement
69 Ceramics
70 Glass
71 Jewellery and precious metals
72 Iron and steel
73 Articles of iron and steel
74 Copper
75 Nickel
76 Aluminium
78 Lead
79 Zinc
80 Tin
81 Other base metals
82 Tools and cutlery
83 Other metal articles
84 Machinery
85 Electrical equipment and electronics
86 Railway equipment
87 Road vehicles
88 Aircraft
89 Ships and boats
90 Instruments, optical and medical
91 Clocks and watches
92 Musical instruments
93 Arms and ammunition
94 Furniture and lamps
95 Toys and sports goods
96 Other manufactures
97 Art and antiques`;

/** [code, label] of every chapter. */
export const chapters: readonly (readonly [code: string, label: string])[] = text
  .trim()
  .split("\n")
  .map((line) => [line.slice(0, 2), line.slice(3)]);
